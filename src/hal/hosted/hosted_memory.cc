#include "src/hal/hosted/hosted_memory.h"

#include <cstddef>
#include <span>
#include <utility>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/hosted/host_memory.h"
#include "src/hal/memory_region.h"

namespace starkernel::hal {
namespace {

constexpr PhysAddr kLowMemoryEnd{0x9F000};
constexpr PhysAddr kHighMemory{0x100000};
constexpr PageCount kAcpiPages{16};

MemoryRegion Region(PhysAddr base, PhysAddr end, MemoryKind kind) {
  return {base, PagesFor(end - base), kind};
}

}  // namespace

Result<HostedMemory> HostedMemory::Create(ByteCount size) {
  if (!IsAligned(size, kPageSize)) {
    return Error::kMisaligned;
  }
  if (size < kSmallest || size > kLargest) {
    return Error::kOutOfRange;
  }
  return HostedMemory(TRY(HostMemory::Create(size)));
}

HostedMemory::HostedMemory(HostMemory memory) : memory_(std::move(memory)) {
  const PhysAddr end(memory_.bytes().size());
  const PhysAddr tables = end - BytesOf(kAcpiPages);
  map_ = {
      Region(PhysAddr{0}, kLowMemoryEnd, MemoryKind::kUsable),
      Region(kLowMemoryEnd, kHighMemory, MemoryKind::kReserved),
      Region(kHighMemory, tables, MemoryKind::kUsable),
      Region(tables, end, MemoryKind::kAcpiTables),
  };
}

Result<std::span<std::byte>> HostedMemory::View(PhysAddr base, ByteCount size) {
  const std::span<std::byte> all = memory_.bytes();
  if (base.value() > all.size() || size.value() > all.size() - base.value()) {
    return Error::kOutOfRange;
  }
  return all.subspan(base.value(), size.value());
}

}  // namespace starkernel::hal
