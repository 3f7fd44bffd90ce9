#include "src/vmm/kernel_space.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/memory_region.h"
#include "src/vmm/address_space.h"
#include "src/vmm/page_table_entry.h"
#include "src/vmm/page_tables.h"

namespace starkernel::vmm {
namespace {

/// How RAM of a kind appears in the direct map, if it does.
std::optional<hal::Protection> DirectProtection(hal::MemoryKind kind) {
  switch (kind) {
    case hal::MemoryKind::kUsable: return hal::Protection::kReadWrite;
    case hal::MemoryKind::kKernelImage:
    case hal::MemoryKind::kAcpiTables:
    case hal::MemoryKind::kFirmwareRuntime: return hal::Protection::kReadOnly;
    case hal::MemoryKind::kDevice:
    case hal::MemoryKind::kReserved: return std::nullopt;
  }
  return std::nullopt;
}

/// How many regions at the front of `memory` adjoin and appear alike, so that they can share
/// large pages.
std::size_t CountAlike(std::span<const hal::MemoryRegion> memory) {
  std::size_t count = 1;
  while (count < memory.size()) {
    const hal::MemoryRegion& last = memory[count - 1];
    const hal::MemoryRegion& next = memory[count];
    if (next.base != last.base + BytesOf(last.pages) ||
        DirectProtection(next.kind) != DirectProtection(last.kind)) {
      break;
    }
    ++count;
  }
  return count;
}

Result<void> MapDirectly(AddressSpace& space, PhysAddr base, PageCount pages,
                         hal::Protection protection) {
  const VirtAddr virt = kDirectMapBase + ByteCount(base.value());
  const Result<void> mapped = space.Map(virt, base, pages, PageAttributes{protection, {}});
  if (mapped.ok() || mapped.error() != Error::kAlreadyExists) {
    return mapped;
  }
  PageCount checked{0};
  while (checked < pages) {
    const ByteCount offset = BytesOf(checked);
    const Result<Translation> existing = space.Translate(virt + offset);
    if (!existing.ok() || existing.value().address != base + offset) {
      return Error::kAlreadyExists;
    }
    // To the end of the existing page, large or small.
    const std::uint64_t size = existing.value().page_size.value();
    checked += PageCount(size - FrameOf(base + offset).value() % size);
  }
  return {};
}

}  // namespace

Result<void> MapKernelSpace(AddressSpace& space, std::span<const hal::MemoryRegion> memory,
                            std::span<const hal::KernelMapping> mappings) {
  for (const hal::KernelMapping& mapping : mappings) {
    TRY(space.Map(mapping.virt, mapping.phys, mapping.pages,
                  PageAttributes{mapping.protection, mapping.caching}));
  }
  while (!memory.empty()) {
    const std::size_t count = CountAlike(memory);
    const PhysAddr base = memory.front().base;
    const hal::MemoryRegion& last = memory[count - 1];
    const PageCount pages = PagesFor(last.base + BytesOf(last.pages) - base);
    if (const std::optional<hal::Protection> protection = DirectProtection(last.kind)) {
      TRY(MapDirectly(space, base, pages, *protection));
    }
    memory = memory.subspan(count);
  }
  return {};
}

}  // namespace starkernel::vmm
