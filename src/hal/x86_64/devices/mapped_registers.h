#pragma once

#include <cstdint>

#include "src/base/addresses.h"
#include "src/hal/x86_64/address_space.h"
#include "src/hal/x86_64/device_register_unsafe.h"
#include "src/hal/x86_64/devices/register_block.h"

namespace starkernel::hal {

/// Registers in memory, seen through the window: their page has to be in the list of mappings, or
/// the boot tables in force.
class MappedRegisters final : public RegisterBlock {
 public:
  constexpr MappedRegisters() = default;
  constexpr explicit MappedRegisters(PhysAddr base) : window_(InWindow(base).value()) {}

  [[nodiscard]] std::uint32_t Read(std::uint32_t offset) override {
    // SAFETY: as the class says, the page is mapped as a device; `offset` is that of a register.
    return ReadDeviceRegister(At(offset));
  }
  void Write(std::uint32_t offset, std::uint32_t value) override {
    // SAFETY: as above.
    WriteDeviceRegister(At(offset), value);
  }

 private:
  // Interrupt handlers come here, so nothing is checked twice: the window leaves room for offsets.
  [[nodiscard]] VirtAddr At(std::uint32_t offset) const { return VirtAddr(window_ + offset); }

  std::uint64_t window_ = 0;
};

}  // namespace starkernel::hal
