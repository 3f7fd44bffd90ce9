#include "src/kernel/reserved_frames.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/boot/boot_info.h"
#include "src/pmm/frame_range.h"
#include "src/pmm/memory_map.h"

namespace starkernel::kernel {
namespace {

/// The frames that [base, base + size) touches.
pmm::FrameRange FramesOf(PhysAddr base, ByteCount size) {
  const FrameNumber first = std::min(FrameOf(base), pmm::kFrameLimit);
  // From the beginning of the first frame; what does not fit 64 bits does not fit 52 either.
  const std::uint64_t offset = base.value() % kPageSize.value();
  const std::uint64_t bytes = std::min(size.value(), ~std::uint64_t{0} - 2 * kPageSize.value());
  const PageCount pages = PagesFor(ByteCount(size == ByteCount{0} ? 0 : bytes + offset));
  return {first, std::min(pages, pmm::kFrameLimit - first)};
}

}  // namespace

std::array<pmm::FrameRange, 2> ReservedFrames(const boot::BootInfo& info) {
  std::array<pmm::FrameRange, 2> reserved{};
  if (info.framebuffer.has_value()) {
    reserved[0] = FramesOf(info.framebuffer->base, info.framebuffer->size);
  }
  if (info.rsdp.has_value()) {
    // The structure of ACPI 2.0 and later has 36 bytes (ACPI specification 6.5, table 5.3).
    reserved[1] = FramesOf(*info.rsdp, ByteCount{36});
  }
  return reserved;
}

}  // namespace starkernel::kernel
