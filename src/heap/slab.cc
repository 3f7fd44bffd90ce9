#include "src/heap/slab.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "src/base/addresses.h"
#include "src/base/panic.h"
#include "src/heap/size_class.h"
#include "src/pmm/bitmap.h"

namespace starkernel::heap {
namespace {

/// Tells a slab from other memory: the upper bits of the mark; the class index is below.
constexpr std::uint64_t kMarkBits = 0x5AB0'5AB0'5AB0'5A00;
constexpr std::uint64_t kIndexBits = 0xFF;

/// Blocks at the front that the header covers.
std::uint64_t HeaderBlocks(SizeClass size_class) {
  constexpr std::uint64_t kHeaderBytes = Slab::kHeaderWords * sizeof(std::uint64_t);
  const std::uint64_t block = size_class.block_size().value();
  return (kHeaderBytes + block - 1) / block;
}

}  // namespace

Slab::Slab(Header header) : header_(header) {
  Require((header_[kMark] & ~kIndexBits) == kMarkBits, "heap block outside every slab");
}

Slab Slab::Format(Header header, SizeClass size_class) {
  std::ranges::fill(header, 0U);
  header[kMark] = kMarkBits | size_class.index();
  header[kFreeCount] = UsableBlocks(size_class);
  pmm::Bitmap(header.subspan(kFreeBits)).Set(HeaderBlocks(size_class), UsableBlocks(size_class));
  return Slab(header);
}

std::uint64_t Slab::UsableBlocks(SizeClass size_class) {
  return size_class.blocks_per_slab() - HeaderBlocks(size_class);
}

SizeClass Slab::size_class() const { return SizeClass(header_[kMark] & kIndexBits); }

std::uint64_t Slab::Take() {
  pmm::Bitmap free(header_.subspan(kFreeBits));
  const std::optional<std::uint64_t> index = free.FirstSet(0, free.size());
  if (!index.has_value()) {
    Panic("slab with free blocks has none");
  }
  free.Clear(*index, 1);
  --header_[kFreeCount];
  return *index;
}

bool Slab::Taken(std::uint64_t index) const {
  const SizeClass cut = size_class();
  return index >= HeaderBlocks(cut) && index < cut.blocks_per_slab() &&
         pmm::Bitmap(header_.subspan(kFreeBits)).AllClear(index, 1);
}

void Slab::Give(std::uint64_t index) {
  const SizeClass cut = size_class();
  Require(index >= HeaderBlocks(cut) && index < cut.blocks_per_slab(), "no such heap block");
  pmm::Bitmap free(header_.subspan(kFreeBits));
  Require(free.AllClear(index, 1), "heap block freed twice");
  free.Set(index, 1);
  ++header_[kFreeCount];
}

}  // namespace starkernel::heap
