#include "src/vmm/kernel_space.h"

#include <algorithm>
#include <cstdint>
#include <span>

#include "src/base/addresses.h"
#include "src/base/result.h"
#include "src/hal/event_log.h"
#include "src/hal/kernel_mapping.h"
#include "src/vmm/address_space.h"
#include "src/vmm/page_table_entry.h"

namespace starkernel::vmm {
namespace {

/// Whether two mappings share frames. Cannot overflow, whatever the page counts.
bool ShareFrames(const hal::KernelMapping& left, const hal::KernelMapping& right) {
  const std::uint64_t left_first = FrameOf(left.phys).value();
  const std::uint64_t right_first = FrameOf(right.phys).value();
  return left_first <= right_first ? right_first - left_first < left.pages.value()
                                   : left_first - right_first < right.pages.value();
}

/// Whether the frames of `code` could be written through any of `mappings`.
bool WritableElsewhere(const hal::KernelMapping& code,
                       std::span<const hal::KernelMapping> mappings) {
  return std::ranges::any_of(mappings, [&code](const hal::KernelMapping& other) {
    return other.protection == hal::Protection::kReadWrite && ShareFrames(code, other);
  });
}

}  // namespace

Result<void> MapKernelSpace(AddressSpace& space, std::span<const hal::KernelMapping> mappings) {
  for (const hal::KernelMapping& mapping : mappings) {
    if (mapping.protection == hal::Protection::kReadExecute &&
        WritableElsewhere(mapping, mappings)) {
      return Error::kInvalidArgument;
    }
    TRY(space.Map(mapping.virt, mapping.phys, mapping.pages,
                  PageAttributes{mapping.protection, mapping.caching}));
    hal::RecordEvent(hal::EventKind::kMapped, mapping.virt.value(), mapping.pages.value());
  }
  return {};
}

}  // namespace starkernel::vmm
