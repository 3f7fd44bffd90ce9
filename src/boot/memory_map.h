#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/result.h"
#include "src/hal/memory_region.h"

namespace starkernel::boot {

/// Descriptors that a memory map of firmware may have.
inline constexpr std::size_t kMaximumDescriptors = hal::kMaximumMemoryRegions;

/// Where a range of one kind begins or ends: working space of NormalizeMemoryMap.
struct MemoryEdge {
  std::uint64_t frame = 0;
  hal::MemoryKind kind = hal::MemoryKind::kReserved;
  bool begins = false;
};

/// What the kernel makes of a UEFI memory type and attributes (UEFI specification 2.10, table
/// 7.6 and EFI_BOOT_SERVICES.GetMemoryMap()). Types it does not know are reserved.
[[nodiscard]] hal::MemoryKind KindOf(std::uint32_t type, std::uint64_t attributes);

/// Turns a UEFI memory map into the kernel's: sorted by address, without overlaps, neighbours of
/// one kind joined. `descriptors` holds descriptors of `descriptor_size` bytes each, which is
/// what firmware says and may be more than the specification's 40. Firmware is not trusted:
/// where descriptors overlap the less usable kind wins, ranges that reach beyond 2^52 are cut,
/// usable ranges not on page bounds shrink to them and others grow. What other programs of
/// firmware's were loaded into is usable: they have ended. So `image`, where the kernel itself
/// lies, is to be said apart. `edges` needs two elements for each descriptor, and two for the
/// image.
///
/// Returns the used part of `regions`. Error::kInvalidArgument if the descriptor size is below
/// 40 or does not divide the map; Error::kCapacity if `edges` or `regions` is too small.
[[nodiscard]] Result<std::span<const hal::MemoryRegion>> NormalizeMemoryMap(
    std::span<const std::byte> descriptors, std::size_t descriptor_size,
    const hal::MemoryRegion& image, std::span<MemoryEdge> edges,
    std::span<hal::MemoryRegion> regions [[clang::lifetimebound]]);

}  // namespace starkernel::boot
