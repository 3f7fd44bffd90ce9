#pragma once

#include <array>
#include <span>

#include "src/base/result.h"
#include "src/boot/end_boot_services.h"
#include "src/boot/memory_map.h"
#include "src/hal/memory_region.h"

namespace starkernel::boot {

/// Room to read one firmware memory map in. Large: one, static, is enough.
class MemoryWorkspace {
 public:
  /// The kernel's view of `map` (see NormalizeMemoryMap), valid until the next call.
  [[nodiscard]] Result<std::span<const hal::MemoryRegion>> Normalize(const FirmwareMemoryMap& map)
      [[clang::lifetimebound]] {
    return NormalizeMemoryMap(map.descriptors, map.descriptor_size, edges_, regions_);
  }

 private:
  std::array<MemoryEdge, 2 * kMaximumDescriptors> edges_{};
  std::array<hal::MemoryRegion, kMaximumDescriptors> regions_{};
};

/// The one workspace of the boot stage.
[[nodiscard]] MemoryWorkspace& BootMemoryWorkspace();

}  // namespace starkernel::boot
