#include "src/heap/slab.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "src/heap/size_class.h"

namespace starkernel::heap {

Slab Slab::Format(Header header, SizeClass size_class) {
  std::ranges::fill(header, 0U);
  header[kMark] = kMarkBits | size_class.index();
  header[kFreeCount] = UsableBlocks(size_class);
  // The blocks of a slab are 16, 32, 64 or whole words of bits.
  constexpr std::uint64_t kAll = ~std::uint64_t{0};
  std::uint64_t left = size_class.blocks_per_slab();
  for (std::uint64_t& bits : header.subspan<kFreeBits>()) {
    const std::uint64_t here = std::min(left, kBitsPerWord);
    bits = here == 0 ? 0 : kAll >> (kBitsPerWord - here);
    left -= here;
  }
  header[kFreeBits] &= kAll << HeaderBlocks(size_class);
  return Slab(header);
}

bool Slab::Taken(std::uint64_t index) const {
  return index >= first_ && index < end_ &&
         (header_[kFreeBits + index / kBitsPerWord] >> (index % kBitsPerWord) & 1U) == 0;
}

}  // namespace starkernel::heap
