#include "src/pmm/frame_allocator.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "src/base/addresses.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/memory_region.h"
#include "src/hal/physical_memory.h"
#include "src/hal/physical_words_unsafe.h"
#include "src/pmm/clear_unsafe.h"
#include "src/pmm/frame_policy.h"
#include "src/pmm/frame_pool.h"
#include "src/pmm/frame_range.h"
#include "src/pmm/frame_run.h"
#include "src/pmm/zone.h"

namespace starkernel::pmm {

Result<FrameAllocator> FrameAllocator::Create(std::span<const hal::MemoryRegion> map,
                                              hal::PhysicalMemory& memory,
                                              const FramePolicy& policy) {
  return FrameAllocator(memory, TRY(FramePool::Create(map, policy, memory)));
}

FrameAllocator::FrameAllocator(FrameAllocator&& other) noexcept
    : memory_(other.memory_), pool_(other.pool_) {
  Require(!other.used_, "frame allocator moved after its first use");
  // What is left behind owns nothing and so allocates nothing.
  other.pool_ = FramePool();
}

Result<FrameRun> FrameAllocator::Allocate(Reach reach) {
  used_ = true;
  std::optional<FrameNumber> frame = pool_.TakeOne(view_, reach);
  if (!frame.has_value() && AskLastResort()) [[unlikely]] {
    frame = pool_.TakeOne(view_, reach);
  }
  if (!frame.has_value()) [[unlikely]] {
    return Error::kOutOfMemory;
  }
  return FrameRun(*this, FrameRange{*frame, PageCount{1}});
}

Result<FrameRun> FrameAllocator::AllocateZeroed(Reach reach) {
  FrameRun run = TRY(Allocate(reach));
  Clear(Bytes(run.range()));
  return run;
}

Result<FrameRun> FrameAllocator::AllocateLargePage(Reach reach) {
  return AllocateRun(kFramesPerLargePage, kFramesPerLargePage, reach);
}

Result<FrameRun> FrameAllocator::AllocateRun(PageCount pages, PageCount alignment, Reach reach) {
  if (pages == PageCount{0} || !std::has_single_bit(alignment.value())) {
    return Error::kInvalidArgument;
  }
  used_ = true;
  std::optional<FrameNumber> first = pool_.TakeRun(view_, pages.value(), alignment.value(), reach);
  if (!first.has_value() && AskLastResort()) {
    first = pool_.TakeRun(view_, pages.value(), alignment.value(), reach);
  }
  if (!first.has_value()) {
    return Error::kOutOfMemory;
  }
  return FrameRun(*this, FrameRange{*first, pages});
}

Result<FrameRun> FrameAllocator::AllocateRunZeroed(PageCount pages, PageCount alignment,
                                                   Reach reach) {
  FrameRun run = TRY(AllocateRun(pages, alignment, reach));
  Clear(Bytes(run.range()));
  return run;
}

std::span<std::byte> FrameAllocator::Bytes(FrameRange range) {
  return memory_->View(range.address(), range.size()).value();
}

std::span<std::uint64_t> FrameAllocator::Words(FrameRange range) {
  return hal::ViewWords(*memory_, range.address(), range.size().value() / sizeof(std::uint64_t))
      .value();
}

}  // namespace starkernel::pmm
