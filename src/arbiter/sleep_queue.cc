#include "src/arbiter/sleep_queue.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "src/arbiter/vm_control_block.h"
#include "src/arbiter/vm_table.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"

namespace starkernel::arbiter {
namespace {

// Four below each: half as high as with two, and those below one lie side by side.
constexpr std::size_t kBelow = 4;

constexpr std::size_t Above(std::size_t index) { return (index - 1) / kBelow; }

}  // namespace

void SleepQueue::Put(std::size_t index, const SleepEntry& entry) {
  entries_[index] = entry;
  vms_.At(entry.place).sleep_place = static_cast<std::uint32_t>(index);
}

/// Puts an entry at `index` or, where those above wake later, in their place.
void SleepQueue::Rise(std::size_t index, const SleepEntry& entry) {
  while (index > 0 && entry < entries_[Above(index)]) {
    Put(index, entries_[Above(index)]);
    index = Above(index);
  }
  Put(index, entry);
}

/// Puts an entry at `index` or, where those below wake earlier, in their place.
void SleepQueue::Sink(std::size_t index, const SleepEntry& entry) {
  for (;;) {
    const std::size_t begin = kBelow * index + 1;
    const std::size_t end = std::min(begin + kBelow, size_);
    std::size_t first = begin;
    for (std::size_t below = begin + 1; below < end; ++below) {
      first = entries_[below] < entries_[first] ? below : first;
    }
    if (begin >= end || entry < entries_[first]) {
      break;
    }
    Put(index, entries_[first]);
    index = first;
  }
  Put(index, entry);
}

void SleepQueue::Add(std::uint32_t place, Nanoseconds time) {
  Require(vms_.At(place).sleep_place == kNoPlace, "a VM instance sleeps already");
  Require(size_ < entries_.size(), "there are more sleepers than places for them");
  ++size_;
  Rise(size_ - 1, {.time = time, .order = order_++, .place = place});
}

void SleepQueue::Remove(std::uint32_t place) {
  const std::uint32_t index = vms_.At(place).sleep_place;
  if (index == kNoPlace) {
    return;
  }
  vms_.At(place).sleep_place = kNoPlace;
  --size_;
  if (index == size_) {
    return;
  }
  const SleepEntry moved = entries_[size_];
  if (index > 0 && moved < entries_[Above(index)]) {
    Rise(index, moved);
  } else {
    Sink(index, moved);
  }
}

std::uint32_t SleepQueue::TakeDue(Nanoseconds now) {
  if (size_ == 0 || entries_[0].time > now) {
    return kNoPlace;
  }
  const std::uint32_t place = entries_[0].place;
  Remove(place);
  return place;
}

}  // namespace starkernel::arbiter
