#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/addresses.h"
#include "src/base/fixed_vector.h"
#include "src/base/result.h"
#include "src/devices/page_mapper.h"
#include "src/hal/device_bus.h"
#include "src/hal/memory_region.h"

namespace starkernel::devices {

/// What of the physical addresses is no register, and how pages of registers are reached.
struct RegisterMap {
  /// The machine's memory map: what is in it is no device unless it says so.
  std::span<const hal::MemoryRegion> memory{};
  /// RAM was left out of the map on purpose, so that what lies right behind RAM may be RAM too.
  bool memory_was_cut = false;
  PageMapper* mapper = nullptr;  ///< Null: nothing has to be mapped.
};

/// Single accesses to registers of devices, in memory and behind ports. Whatever capability
/// somebody has, RAM, what firmware keeps, and the devices that the kernel drives itself are out of
/// reach.
///
/// A few pages are mapped at a time, those used last, so that nobody takes the kernel's memory by
/// touching many.
class RegisterAccess {
 public:
  /// Pages that are mapped at a time.
  static constexpr std::size_t kMappedPages = 8;

  /// All that is named outlives this.
  RegisterAccess(hal::DeviceBus& bus [[clang::lifetimebound]], const RegisterMap& map)
      : bus_(bus), map_(map) {}
  RegisterAccess(const RegisterAccess&) = delete;
  RegisterAccess& operator=(const RegisterAccess&) = delete;
  ~RegisterAccess() = default;

  // Error::kMisaligned unless the address is a multiple of the width, Error::kOutOfRange if no
  // register can be there, Error::kAlreadyExists if it is the kernel's, Error::kOutOfMemory if
  // there is none to map its page.

  [[nodiscard]] Result<std::uint64_t> ReadMemory(PhysAddr address, hal::AccessWidth width);
  [[nodiscard]] Result<void> WriteMemory(PhysAddr address, hal::AccessWidth width,
                                         std::uint64_t value);

  // The same; Error::kOutOfRange beyond the last port and for eight bytes.

  [[nodiscard]] Result<std::uint64_t> ReadPort(std::uint64_t port, hal::AccessWidth width);
  [[nodiscard]] Result<void> WritePort(std::uint64_t port, hal::AccessWidth width,
                                       std::uint64_t value);

 private:
  [[nodiscard]] Result<void> ReachMemory(PhysAddr address, hal::AccessWidth width);
  [[nodiscard]] Result<std::uint16_t> ReachPort(std::uint64_t port, hal::AccessWidth width) const;
  [[nodiscard]] bool IsMemory(PhysAddr page) const;
  [[nodiscard]] Result<void> MapPage(PhysAddr page);

  hal::DeviceBus& bus_;
  RegisterMap map_;
  FixedVector<PhysAddr, kMappedPages> mapped_;  ///< Pages that were checked and are mapped.
  std::size_t oldest_ = 0;                      ///< Which of them goes next, once it is full.
};

}  // namespace starkernel::devices
