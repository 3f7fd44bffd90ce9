#include "src/heap/slab.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "src/base/addresses.h"
#include "src/base/panic.h"
#include "src/heap/size_class.h"

namespace starkernel::heap {
namespace {

/// Tells a slab from other memory: the upper bits of the mark; the class index is below.
constexpr std::uint64_t kMarkBits = 0x5AB0'5AB0'5AB0'5A00;
constexpr std::uint64_t kIndexBits = 0xFF;

constexpr std::uint64_t kBitsPerWord = 64;

/// Blocks at the front that the header covers.
std::uint64_t HeaderBlocks(SizeClass size_class) {
  constexpr std::uint64_t kHeaderBytes = Slab::kHeaderWords * sizeof(std::uint64_t);
  // Blocks are powers of two from 16 bytes up: 4, 2, 1, 1 ...
  return std::max<std::uint64_t>(kHeaderBytes / 16 >> size_class.index(), 1);
}

}  // namespace

Slab::Slab(Header header) : header_(header) {
  Require((header_[kMark] & ~kIndexBits) == kMarkBits, "heap block outside every slab");
}

Slab Slab::Format(Header header, SizeClass size_class) {
  std::ranges::fill(header, 0U);
  header[kMark] = kMarkBits | size_class.index();
  header[kFreeCount] = UsableBlocks(size_class);
  for (std::uint64_t index = HeaderBlocks(size_class); index < size_class.blocks_per_slab();
       ++index) {
    header[kFreeBits + index / kBitsPerWord] |= std::uint64_t{1} << (index % kBitsPerWord);
  }
  return Slab(header);
}

std::uint64_t Slab::UsableBlocks(SizeClass size_class) {
  return size_class.blocks_per_slab() - HeaderBlocks(size_class);
}

SizeClass Slab::size_class() const { return SizeClass(header_[kMark] & kIndexBits); }

std::uint64_t Slab::Take() {
  for (std::size_t word = 0; word < kBitWords; ++word) {
    std::uint64_t& bits = header_[kFreeBits + word];
    if (bits != 0) {
      const auto bit = static_cast<unsigned>(std::countr_zero(bits));
      bits &= bits - 1;
      --header_[kFreeCount];
      return word * kBitsPerWord + bit;
    }
  }
  Panic("slab with free blocks has none");
}

bool Slab::Taken(std::uint64_t index) const {
  const SizeClass cut = size_class();
  return index >= HeaderBlocks(cut) && index < cut.blocks_per_slab() &&
         (header_[kFreeBits + index / kBitsPerWord] >> (index % kBitsPerWord) & 1U) == 0;
}

void Slab::Give(std::uint64_t index) {
  const SizeClass cut = size_class();
  Require(index >= HeaderBlocks(cut) && index < cut.blocks_per_slab(), "no such heap block");
  std::uint64_t& bits = header_[kFreeBits + index / kBitsPerWord];
  const std::uint64_t bit = std::uint64_t{1} << (index % kBitsPerWord);
  Require((bits & bit) == 0, "heap block freed twice");
  bits |= bit;
  ++header_[kFreeCount];
}

}  // namespace starkernel::heap
