#pragma once

#include <cstdint>

namespace starkernel::hal {

/// The 32-bit registers of a device, by their offset in bytes, a multiple of 4.
class RegisterBlock {
 public:
  [[nodiscard]] virtual std::uint32_t Read(std::uint32_t offset) = 0;
  virtual void Write(std::uint32_t offset, std::uint32_t value) = 0;

 protected:
  ~RegisterBlock() = default;
};

}  // namespace starkernel::hal
