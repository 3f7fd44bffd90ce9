#pragma once

#include <array>
#include <optional>
#include <span>

#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/boot/end_boot_services.h"
#include "src/boot/memory_limit.h"
#include "src/boot/memory_map.h"
#include "src/hal/memory_region.h"

namespace starkernel::boot {

/// Room to read one firmware memory map in. Large: one, static, is enough.
class MemoryWorkspace {
 public:
  /// The kernel's view of `map` (see NormalizeMemoryMap), valid until the next call. With a limit,
  /// no more usable memory than that.
  [[nodiscard]] Result<std::span<const hal::MemoryRegion>> Normalize(
      const FirmwareMemoryMap& map, std::optional<ByteCount> limit = std::nullopt)
      [[clang::lifetimebound]] {
    const auto normal =
        TRY(NormalizeMemoryMap(map.descriptors, map.descriptor_size, map.image, edges_, regions_));
    const std::span<hal::MemoryRegion> regions = std::span(regions_).first(normal.size());
    if (limit.has_value()) {
      LimitUsableMemory(regions, *limit);
    }
    return std::span<const hal::MemoryRegion>(regions);
  }

 private:
  std::array<MemoryEdge, 2 * (kMaximumDescriptors + 1)> edges_{};
  std::array<hal::MemoryRegion, kMaximumDescriptors> regions_{};
};

/// The one workspace of the boot stage.
[[nodiscard]] MemoryWorkspace& BootMemoryWorkspace();

}  // namespace starkernel::boot
