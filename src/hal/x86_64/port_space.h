#pragma once

#include <cstdint>

namespace starkernel::hal {

/// The 64 Ki input and output ports of the processor (Intel SDM volume 1, chapter 19).
class PortSpace {
 public:
  [[nodiscard]] virtual std::uint8_t Read8(std::uint16_t port) = 0;
  virtual void Write8(std::uint16_t port, std::uint8_t value) = 0;

 protected:
  ~PortSpace() = default;
};

}  // namespace starkernel::hal
