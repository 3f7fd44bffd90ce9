#pragma once

#include <cstdint>

#include "src/hal/x86_64/port_space.h"

namespace starkernel::hal {

/// Ports that are also accessed 16 and 32 bits at a time.
class WidePortSpace : public PortSpace {
 public:
  [[nodiscard]] virtual std::uint16_t Read16(std::uint16_t port) = 0;
  virtual void Write16(std::uint16_t port, std::uint16_t value) = 0;
  [[nodiscard]] virtual std::uint32_t Read32(std::uint16_t port) = 0;
  virtual void Write32(std::uint16_t port, std::uint32_t value) = 0;

 protected:
  ~WidePortSpace() = default;
};

}  // namespace starkernel::hal
