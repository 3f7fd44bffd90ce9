#include "src/hal/x86_64/devices/firmware_memory.h"

#include <cstddef>
#include <span>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/memory_region.h"
#include "src/hal/x86_64/address_space.h"
#include "src/hal/x86_64/address_unsafe.h"

namespace starkernel::hal {
namespace {

bool MayHoldTables(const MemoryRegion& region) {
  constexpr PhysAddr kShownWhole{GiB(4).value()};
  switch (region.kind) {
    case MemoryKind::kUsable:
    case MemoryKind::kKernelImage:
    case MemoryKind::kAcpiTables:
    case MemoryKind::kFirmwareRuntime: return true;
    case MemoryKind::kReserved: return region.base + BytesOf(region.pages) <= kShownWhole;
    case MemoryKind::kDevice: return false;
  }
  return false;
}

}  // namespace

Result<std::span<const std::byte>> FirmwareMemory::Read(PhysAddr base, ByteCount size) {
  const PhysAddr end = TRY(CheckedAdd(base, size));
  if (end > PhysAddr(kWindowSize.value())) {
    return Error::kOutOfRange;
  }
  // Regions may follow one another without a gap.
  PhysAddr covered = base;
  for (const MemoryRegion& region : memory_) {
    const PhysAddr region_end = region.base + BytesOf(region.pages);
    if (covered < region.base) {
      break;
    }
    if (covered < region_end && MayHoldTables(region)) {
      covered = region_end;
    }
    if (covered >= end) {
      // SAFETY: the boot tables show these regions in the window, and nobody writes to them while
      // firmware's tables are read.
      return MappedBytes<const std::byte>(InWindow(base), size);
    }
  }
  return Error::kOutOfRange;
}

}  // namespace starkernel::hal
