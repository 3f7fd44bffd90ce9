#include "src/pmm/frame_allocator.h"

#include <algorithm>
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
#include "src/pmm/bitmap.h"
#include "src/pmm/clear_unsafe.h"
#include "src/pmm/frame_range.h"
#include "src/pmm/frame_run.h"
#include "src/pmm/frame_statistics.h"
#include "src/pmm/memory_map.h"

namespace starkernel::pmm {
namespace {

FrameStatistics CountRegions(std::span<const hal::MemoryRegion> map) {
  FrameStatistics statistics;
  for (const hal::MemoryRegion& region : map) {
    statistics.mapped[static_cast<std::size_t>(region.kind)] += region.pages;
    statistics.total += AllocatableFrames(region).pages;
  }
  return statistics;
}

/// One past the highest frame that can ever be handed out.
std::uint64_t EndOfAllocatable(std::span<const hal::MemoryRegion> map) {
  std::uint64_t end = 0;
  for (const hal::MemoryRegion& region : map) {
    const FrameRange frames = AllocatableFrames(region);
    if (frames.pages > PageCount{0}) {
      end = (frames.first + frames.pages).value();
    }
  }
  return end;
}

Result<FrameRange> PlaceBitmaps(std::span<const hal::MemoryRegion> map, PageCount pages) {
  for (const hal::MemoryRegion& region : map) {
    const FrameRange frames = AllocatableFrames(region);
    if (frames.pages >= pages && pages > PageCount{0}) {
      return FrameRange{frames.first, pages};
    }
  }
  return Error::kOutOfMemory;
}

}  // namespace

Result<FrameAllocator> FrameAllocator::Create(std::span<const hal::MemoryRegion> map,
                                              hal::PhysicalMemory& memory) {
  TRY(ValidateMemoryMap(map));
  const std::uint64_t words =
      (EndOfAllocatable(map) + Bitmap::kBitsPerWord - 1) / Bitmap::kBitsPerWord;
  const PageCount pages = PagesFor(ByteCount(2 * words * sizeof(std::uint64_t)));
  const FrameRange place = TRY(PlaceBitmaps(map, pages));

  const std::span<std::uint64_t> storage = TRY(hal::ViewWords(memory, place.address(), 2 * words));
  std::ranges::fill(storage, 0U);
  Bitmap managed(storage.first(words));
  Bitmap free(storage.last(words));
  for (const hal::MemoryRegion& region : map) {
    const FrameRange frames = AllocatableFrames(region);
    if (frames.pages > PageCount{0}) {
      managed.Set(frames.first.value(), frames.pages.value());
      free.Set(frames.first.value(), frames.pages.value());
    }
  }
  managed.Clear(place.first.value(), place.pages.value());
  free.Clear(place.first.value(), place.pages.value());

  FrameStatistics statistics = CountRegions(map);
  statistics.total -= pages;
  statistics.free = statistics.total;
  statistics.bookkeeping = pages;
  return FrameAllocator(memory, managed, free, statistics);
}

FrameAllocator::FrameAllocator(FrameAllocator&& other) noexcept
    : memory_(other.memory_),
      managed_(other.managed_),
      free_(other.free_),
      statistics_(other.statistics_),
      hint_(other.hint_) {
  Require(statistics_.allocated() == PageCount{0}, "frame allocator moved while frames are out");
  // What is left behind owns nothing and so allocates nothing.
  other.managed_ = Bitmap();
  other.free_ = Bitmap();
  other.statistics_ = FrameStatistics();
}

Result<FrameRun> FrameAllocator::Allocate() {
  if (statistics_.free == PageCount{0}) {
    return Error::kOutOfMemory;
  }
  std::optional<std::uint64_t> frame = free_.FirstSet(hint_, free_.size());
  if (!frame.has_value()) {
    frame = free_.FirstSet(0, hint_);
  }
  if (!frame.has_value()) {
    Panic("frames are free but none is found");
  }
  return Take(*frame, PageCount{1});
}

Result<FrameRun> FrameAllocator::AllocateZeroed() {
  FrameRun run = TRY(Allocate());
  Clear(Bytes(run.range()));
  return run;
}

Result<FrameRun> FrameAllocator::AllocateRun(PageCount pages, PageCount alignment) {
  if (pages == PageCount{0} || !std::has_single_bit(alignment.value())) {
    return Error::kInvalidArgument;
  }
  if (pages > statistics_.free) {
    return Error::kOutOfMemory;
  }
  const std::uint64_t end = free_.size();
  std::optional<std::uint64_t> first =
      free_.FindSetRun(pages.value(), alignment.value(), hint_, end);
  if (!first.has_value()) {
    first = free_.FindSetRun(pages.value(), alignment.value(), 0, end);
  }
  if (!first.has_value()) {
    return Error::kOutOfMemory;
  }
  return Take(*first, pages);
}

Result<FrameRun> FrameAllocator::AllocateRunZeroed(PageCount pages, PageCount alignment) {
  FrameRun run = TRY(AllocateRun(pages, alignment));
  Clear(Bytes(run.range()));
  return run;
}

void FrameAllocator::Free(FrameRange range) {
  const std::uint64_t first = range.first.value();
  const std::uint64_t pages = range.pages.value();
  Require(first <= managed_.size() && pages <= managed_.size() - first,
          "freed frames lie outside memory");
  Require(managed_.AllSet(first, pages), "freed frames were never allocatable");
  Require(free_.AllClear(first, pages), "frames freed twice");
  free_.Set(first, pages);
  statistics_.free += range.pages;
}

std::span<std::byte> FrameAllocator::Bytes(FrameRange range) {
  return memory_->View(range.address(), range.size()).value();
}

std::span<std::uint64_t> FrameAllocator::Words(FrameRange range) {
  return hal::ViewWords(*memory_, range.address(), range.size().value() / sizeof(std::uint64_t))
      .value();
}

/// Takes frames that are known to be free.
FrameRun FrameAllocator::Take(std::uint64_t first, PageCount pages) {
  free_.Clear(first, pages.value());
  statistics_.free -= pages;
  hint_ = first + pages.value();
  return FrameRun(*this, FrameRange{FrameNumber(first), pages});
}

}  // namespace starkernel::pmm
