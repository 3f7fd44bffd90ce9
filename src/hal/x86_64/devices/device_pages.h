#pragma once

#include <algorithm>
#include <cstddef>
#include <span>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/fixed_vector.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/memory_region.h"

namespace starkernel::hal {

/// The pages of registers that the kernel itself uses: each is mapped once, uncached.
class DevicePages {
 public:
  static constexpr std::size_t kCapacity = 24;

  /// The boot tables show at least so much, and a PC has the registers of its controllers below.
  static constexpr PhysAddr kEnd{GiB(4).value()};

  /// `memory` is the machine's memory map, sorted and without overlaps.
  constexpr explicit DevicePages(std::span<const MemoryRegion> memory) : memory_(memory) {}

  /// Adds the page that contains `registers`. Error::kOutOfRange if it lies at kEnd or above,
  /// Error::kAlreadyExists if RAM is there, Error::kCapacity if there are too many.
  Result<void> Add(PhysAddr registers) {
    const PhysAddr page = AlignDown(registers, kPageSize);
    if (page >= kEnd) {
      return Error::kOutOfRange;
    }
    if (std::ranges::contains(pages_, page)) {
      return {};
    }
    const bool is_ram = std::ranges::any_of(memory_, [page](const MemoryRegion& region) {
      return page >= region.base && page < region.base + BytesOf(region.pages) &&
             (region.kind == MemoryKind::kUsable || region.kind == MemoryKind::kKernelImage ||
              region.kind == MemoryKind::kAcpiTables);
    });
    return is_ram ? Result<void>(Error::kAlreadyExists) : pages_.Push(page);
  }

  [[nodiscard]] constexpr std::span<const PhysAddr> all() const [[clang::lifetimebound]] {
    return pages_.items();
  }

 private:
  std::span<const MemoryRegion> memory_;
  FixedVector<PhysAddr, kCapacity> pages_;
};

}  // namespace starkernel::hal
