#include "src/vmm/envelope_places.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/pmm/frame_allocator.h"
#include "src/vmm/envelope_record.h"
#include "src/vmm/envelope_table.h"

namespace starkernel::vmm {

EnvelopePlaces::EnvelopePlaces(pmm::FrameAllocator& frames, ByteCount space)
    : table_(frames),
      end_(static_cast<std::uint32_t>(
          std::min<std::uint64_t>(space / kPlaceSize, EnvelopeTable::kMost))) {
  end_ -= std::min<std::uint32_t>(end_, 1);
}

Result<void> EnvelopePlaces::Prepare() {
  if (end_ <= kFirst) {
    return Error::kOutOfMemory;
  }
  return table_.Extend(1);
}

std::size_t EnvelopePlaces::SizeIndex(ByteCount size) {
  return static_cast<std::size_t>(std::bit_width((size.value() - 1) / kPlaceSize.value()));
}

Result<std::uint32_t> EnvelopePlaces::Take(ByteCount size) {
  const std::size_t size_index = SizeIndex(size);
  if (size_index >= kSizes) {
    return Error::kOutOfMemory;
  }
  if (size_index == 0) {
    const std::size_t slab = LowestFree();
    if (slab == EnvelopeTable::kSlabs) {
      return TakeFresh(size_index);
    }
    ++slabs_.at(slab).taken;
    return TakeFrom(slabs_.at(slab).free);
  }
  Queue& queue = free_.at(size_index);
  return queue.first == kNoPlace ? TakeFresh(size_index) : TakeFrom(queue);
}

std::uint32_t EnvelopePlaces::TakeFrom(Queue& queue) {
  const std::uint32_t place = queue.first;
  queue.first = table_.At(place).link;
  if (queue.first == kNoPlace) {
    queue.last = kNoPlace;
  }
  table_.At(place).link = kNoPlace;
  return place;
}

std::size_t EnvelopePlaces::LowestFree() {
  const std::size_t end = EnvelopeTable::SlabOf(fresh_ - 1) + 1;
  while (lowest_ < end && slabs_.at(lowest_).free.first == kNoPlace) {
    ++lowest_;
  }
  return lowest_ < end ? lowest_ : EnvelopeTable::kSlabs;
}

Result<std::uint32_t> EnvelopePlaces::TakeFresh(std::size_t size_index) {
  const std::uint32_t pieces = std::uint32_t{1} << size_index;
  // A larger envelope begins at a multiple of 2 MiB, with page tables of its own.
  const bool skips = size_index > 0 && fresh_ % 2 != 0;
  const std::uint32_t place = fresh_ + (skips ? 1 : 0);
  if (place > end_ || pieces > end_ - place) {
    return Error::kOutOfMemory;
  }
  TRY(table_.Extend(place + pieces));
  if (skips) {
    Append(QueueOf(0, fresh_), fresh_);
  }
  for (std::uint32_t piece = place; piece < place + pieces; ++piece) {
    ++slabs_.at(EnvelopeTable::SlabOf(piece)).taken;
  }
  for (std::uint32_t inside = place + 1; inside < place + pieces; ++inside) {
    table_.At(inside).link = place;
    table_.At(inside).is_inside = true;
  }
  fresh_ = place + pieces;
  return place;
}

void EnvelopePlaces::GiveBack(std::uint32_t place, ByteCount size) {
  table_.At(place) = {};
  const std::size_t size_index = SizeIndex(size);
  Append(QueueOf(size_index, place), place);
  if (size_index > 0) {
    return;
  }
  const std::size_t slab = EnvelopeTable::SlabOf(place);
  const std::uint32_t taken = --slabs_.at(slab).taken;
  if (taken == 0 || taken == EnvelopeTable::SizeOf(slab) / 2) {
    Shrink();
  }
}

EnvelopePlaces::Queue& EnvelopePlaces::QueueOf(std::size_t size_index, std::uint32_t place) {
  if (size_index > 0) {
    return free_.at(size_index);
  }
  const std::size_t slab = EnvelopeTable::SlabOf(place);
  lowest_ = std::min(lowest_, slab);
  return slabs_.at(slab).free;
}

void EnvelopePlaces::Append(Queue& queue, std::uint32_t place) {
  (queue.last == kNoPlace ? queue.first : table_.At(queue.last).link) = place;
  queue.last = place;
}

void EnvelopePlaces::Shrink() {
  std::size_t last = EnvelopeTable::SlabOf(fresh_ - 1);
  // Not as long as those before are mostly in use: the next would have to come again.
  while (last > 0 && slabs_.at(last).taken == 0 &&
         slabs_.at(last - 1).taken <= EnvelopeTable::SizeOf(last - 1) / 2) {
    slabs_.at(last) = {};
    fresh_ = EnvelopeTable::FirstOf(last);
    table_.Shrink(last);
    --last;
  }
}

EnvelopeRecord* EnvelopePlaces::Find(ByteCount offset) {
  const std::uint64_t place = offset / kPlaceSize;
  if (place >= fresh_) {
    return nullptr;
  }
  EnvelopeRecord& record = table_.At(static_cast<std::uint32_t>(place));
  return record.is_inside ? &table_.At(record.link) : &record;
}

}  // namespace starkernel::vmm
