#include "src/hal/x86_64/kernel_mapping_list.h"

#include <algorithm>
#include <optional>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/memory_region.h"
#include "src/hal/x86_64/address_space.h"
#include "src/hal/x86_64/image_layout.h"
#include "src/hal/x86_64/kernel_stacks.h"

namespace starkernel::hal {
namespace {

// How the window shows a kind of memory; nothing if it does not.
std::optional<Protection> WindowProtection(MemoryKind kind) {
  switch (kind) {
    case MemoryKind::kUsable:
    case MemoryKind::kKernelImage: return Protection::kReadWrite;
    case MemoryKind::kAcpiTables: return Protection::kReadOnly;
    case MemoryKind::kFirmwareRuntime:
    case MemoryKind::kDevice:
    case MemoryKind::kReserved: return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

Result<void> KernelMappingList::Add(const KernelMapping& mapping) {
  return mappings_.Push(mapping);
}

Result<void> KernelMappingList::AddSame(VirtAddr base, ByteCount size, Protection protection) {
  return Add({.virt = base,
              .phys = PhysAddr(base.value()),
              .pages = PagesFor(size),
              .protection = protection,
              .caching = Caching::kWriteBack});
}

Result<void> KernelMappingList::AddImage(const Parts& parts) {
  TRY(AddSame(parts.image_base, ByteCount{parts.image.headers_size}, Protection::kReadOnly));
  for (const ImageSection& section : parts.image.sections) {
    TRY(AddSame(parts.image_base + ByteCount{section.offset}, ByteCount{section.size},
                section.protection));
  }
  return {};
}

Result<void> KernelMappingList::AddWindow(PhysAddr base, PhysAddr end, Protection protection) {
  end = std::min(end, PhysAddr(kWindowSize.value()));
  if (base >= end) {
    return {};
  }
  const PageCount pages = PagesFor(end - base);
  if (mappings_.size() > window_start_) {
    KernelMapping& last = mappings_.back();
    if (last.phys + BytesOf(last.pages) == base && last.protection == protection) {
      last.pages += pages;
      return {};
    }
  }
  return Add({.virt = InWindow(base),
              .phys = base,
              .pages = pages,
              .protection = protection,
              .caching = Caching::kWriteBack});
}

Result<void> KernelMappingList::AddRegion(const MemoryRegion& region, const Parts& parts) {
  const std::optional<Protection> protection = WindowProtection(region.kind);
  if (!protection.has_value()) {
    return {};
  }
  const PhysAddr end = region.base + BytesOf(region.pages);
  const PhysAddr image_start(parts.image_base.value());
  const PhysAddr image_end = image_start + BytesOf(PagesFor(ByteCount{parts.image.image_size}));
  TRY(AddWindow(region.base, std::clamp(image_start, region.base, end), *protection));
  TRY(AddWindow(std::clamp(image_end, region.base, end), end, *protection));
  return {};
}

Result<void> KernelMappingList::Collect(const Parts& parts) {
  mappings_.Clear();
  TRY(AddImage(parts));
  for (const KernelStacks::Stack& stack : parts.stacks.all()) {
    TRY(AddSame(stack.base, BytesOf(stack.pages), Protection::kReadWrite));
  }
  for (const PhysAddr page : parts.devices) {
    TRY(Add({.virt = InWindow(page),
             .phys = page,
             .pages = PageCount{1},
             .protection = Protection::kReadWrite,
             .caching = Caching::kUncached}));
  }
  if (parts.framebuffer.has_value()) {
    TRY(Add({.virt = InWindow(parts.framebuffer->base),
             .phys = parts.framebuffer->base,
             .pages = parts.framebuffer->pages,
             .protection = Protection::kReadWrite,
             .caching = Caching::kWriteCombining}));
  }
  window_start_ = mappings_.size();
  for (const MemoryRegion& region : parts.memory) {
    TRY(AddRegion(region, parts));
  }
  return {};
}

}  // namespace starkernel::hal
