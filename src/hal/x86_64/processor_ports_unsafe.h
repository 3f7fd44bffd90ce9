#pragma once

#include <cstdint>

#include "src/hal/x86_64/wide_port_space.h"

namespace starkernel::hal {

/// The ports of the processor that runs this.
class ProcessorPorts final : public WidePortSpace {
 public:
  [[nodiscard]] std::uint8_t Read8(std::uint16_t port) override {
    std::uint8_t value;
    // SAFETY: IN touches no memory; the constraints name both registers it uses.
    asm volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
    return value;
  }

  void Write8(std::uint16_t port, std::uint8_t value) override {
    // SAFETY: OUT touches no memory by itself; "memory" orders it after earlier stores.
    asm volatile("outb %0, %1" : : "a"(value), "Nd"(port) : "memory");
  }

  [[nodiscard]] std::uint16_t Read16(std::uint16_t port) override {
    std::uint16_t value;
    // SAFETY: as above.
    asm volatile("inw %1, %0" : "=a"(value) : "Nd"(port));
    return value;
  }

  void Write16(std::uint16_t port, std::uint16_t value) override {
    // SAFETY: as above.
    asm volatile("outw %0, %1" : : "a"(value), "Nd"(port) : "memory");
  }

  [[nodiscard]] std::uint32_t Read32(std::uint16_t port) override {
    std::uint32_t value;
    // SAFETY: as above.
    asm volatile("inl %1, %0" : "=a"(value) : "Nd"(port));
    return value;
  }

  void Write32(std::uint16_t port, std::uint32_t value) override {
    // SAFETY: as above.
    asm volatile("outl %0, %1" : : "a"(value), "Nd"(port) : "memory");
  }
};

}  // namespace starkernel::hal
