#pragma once

#include <cstddef>
#include <span>

#include "src/base/addresses.h"
#include "src/base/fixed_vector.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/memory_region.h"
#include "src/hal/x86_64/devices/device_pages.h"
#include "src/hal/x86_64/image_layout.h"
#include "src/hal/x86_64/kernel_stacks.h"

namespace starkernel::hal {

/// What the kernel's page tables have to map, collected once at boot. Large (about 64 KiB): static,
/// not on a stack of the kernel.
class KernelMappingList {
 public:
  /// Room for the image's headers and sections, the stacks, devices, the framebuffer, and every
  /// memory region in a mapping of its own, one of them in two around the image.
  static constexpr std::size_t kCapacity = 1 + ImageLayout::kMaximumSections +
                                           KernelStacks::kCount + DevicePages::kCapacity + 1 +
                                           kMaximumMemoryRegions + 1;

  /// Pages of a framebuffer, which lie in no other mapping.
  struct Pixels {
    PhysAddr base;
    PageCount pages;
  };

  /// What there is to map.
  struct Parts {
    VirtAddr image_base;  ///< Mapped at the same physical address.
    ImageLayout image;
    KernelStacks stacks;                   ///< Mapped at the same physical addresses.
    std::span<const PhysAddr> devices;     ///< Pages of registers, none of them twice or RAM.
    std::optional<Pixels> framebuffer;     ///< Where the screen is drawn, if there is one.
    std::span<const MemoryRegion> memory;  ///< Sorted, without overlaps.
  };

  /// Collects the mappings. Of RAM, the window shows what is usable or holds boot data, ACPI
  /// tables read-only, and not the kernel image, which would otherwise be writable there.
  /// Error::kCapacity if memory is in too many pieces.
  [[nodiscard]] Result<void> Collect(const Parts& parts);

  /// Everything to map.
  [[nodiscard]] constexpr std::span<const KernelMapping> all() const [[clang::lifetimebound]] {
    return mappings_.items();
  }

  /// The part of it that is the window onto RAM, by rising address.
  [[nodiscard]] constexpr std::span<const KernelMapping> window() const [[clang::lifetimebound]] {
    return all().subspan(window_start_);
  }

 private:
  [[nodiscard]] Result<void> Add(const KernelMapping& mapping);
  [[nodiscard]] Result<void> AddSame(VirtAddr base, ByteCount size, Protection protection);
  [[nodiscard]] Result<void> AddImage(const Parts& parts);
  [[nodiscard]] Result<void> AddWindow(PhysAddr base, PhysAddr end, Protection protection);
  [[nodiscard]] Result<void> AddRegion(const MemoryRegion& region, const Parts& parts);

  FixedVector<KernelMapping, kCapacity> mappings_;
  std::size_t window_start_ = 0;
};

}  // namespace starkernel::hal
