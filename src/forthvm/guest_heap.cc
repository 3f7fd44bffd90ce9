#include "src/forthvm/guest_heap.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "src/base/addresses.h"
#include "src/base/span_copy_unsafe.h"

namespace starkernel::forthvm {
namespace {

/// The whole granules that hold `size` bytes, at least one; nothing if they are more than
/// addresses can name.
std::optional<ByteCount> Rounded(ByteCount size) {
  const std::uint64_t granule = GuestHeap::kGranule.value();
  constexpr std::uint64_t kMost = std::uint64_t{1} << 62U;
  if (size.value() > kMost) {
    return std::nullopt;
  }
  return ByteCount((std::max<std::uint64_t>(size.value(), 1) + granule - 1) / granule * granule);
}

}  // namespace

GuestHeap::GuestHeap(std::span<HeapBlock> notes, GuestAddr end)
    : notes_(notes), end_(end.value() / kGranule.value() * kGranule.value()) {}

GuestAddr GuestHeap::begin() const { return count_ == 0 ? end_ : notes_[0].address; }

std::size_t GuestHeap::CountBelow(GuestAddr address) const {
  std::size_t low = 0;
  std::size_t high = count_;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (notes_[middle].address < address) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

bool GuestHeap::IsBlock(std::size_t index, GuestAddr address) const {
  return index < count_ && notes_[index].address == address;
}

GuestAddr GuestHeap::BeginBehind(std::size_t index) const {
  return index + 1 < count_ ? notes_[index + 1].address : end_;
}

void GuestHeap::Insert(std::size_t index, HeapBlock block) {
  const std::span<HeapBlock> moved = notes_.subspan(index, count_ - index);
  CopyInto(notes_.subspan(index + 1), moved);
  notes_[index] = block;
  ++count_;
}

std::optional<GuestAddr> GuestHeap::Allocate(ByteCount size, GuestAddr floor) {
  const std::optional<ByteCount> rounded = Rounded(size);
  if (!rounded.has_value() || count_ == notes_.size()) {
    return std::nullopt;
  }
  for (std::size_t index = 0; index < count_; ++index) {
    const GuestAddr behind = notes_[index].address + notes_[index].size;
    if (*rounded <= BeginBehind(index) - behind) {
      Insert(index + 1, {.address = behind, .size = *rounded});
      return behind;
    }
  }
  if (floor > begin() || *rounded > begin() - floor) {
    return std::nullopt;
  }
  const GuestAddr address = begin() - *rounded;
  Insert(0, {.address = address, .size = *rounded});
  return address;
}

bool GuestHeap::Free(GuestAddr address) {
  const std::size_t index = CountBelow(address);
  if (!IsBlock(index, address)) {
    return false;
  }
  const std::span<HeapBlock> used = notes_.first(count_);
  CopyInto(used.subspan(index), used.subspan(index + 1));
  --count_;
  return true;
}

bool GuestHeap::ResizeInPlace(GuestAddr address, ByteCount size) {
  const std::size_t index = CountBelow(address);
  const std::optional<ByteCount> rounded = Rounded(size);
  if (!IsBlock(index, address) || !rounded.has_value() || *rounded > BeginBehind(index) - address) {
    return false;
  }
  notes_[index].size = *rounded;
  return true;
}

std::optional<ByteCount> GuestHeap::SizeOf(GuestAddr address) const {
  const std::size_t index = CountBelow(address);
  return IsBlock(index, address) ? std::optional(notes_[index].size) : std::nullopt;
}

}  // namespace starkernel::forthvm
