#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/addresses.h"
#include "src/base/panic.h"
#include "src/heap/size_class.h"

namespace starkernel::heap {

/// The header at the start of a slab: a run of frames, aligned to its own size, that is cut into
/// blocks of one size class. A view: the frames belong to the Heap. Slabs of one class that have
/// free blocks form a list by physical address; address 0 ends it.
class Slab {
 public:
  static constexpr std::size_t kHeaderWords = 8;
  using Header = std::span<std::uint64_t, kHeaderWords>;

  /// A slab that Format has written before; panics if there is none.
  explicit Slab(Header header)
      : header_(header),
        size_class_(header[kMark] & kIndexBits),
        first_(HeaderBlocks(size_class_)),
        end_(size_class_.blocks_per_slab()) {
    Require((header[kMark] & ~kIndexBits) == kMarkBits, "heap block outside every slab");
  }

  /// Writes the header of a new slab: every block free, except those the header itself covers.
  static Slab Format(Header header, SizeClass size_class);

  /// Blocks of a slab of `size_class` that can be handed out.
  [[nodiscard]] static std::uint64_t UsableBlocks(SizeClass size_class) {
    return size_class.blocks_per_slab() - HeaderBlocks(size_class);
  }

  [[nodiscard]] SizeClass size_class() const { return size_class_; }
  [[nodiscard]] std::uint64_t free_blocks() const { return header_[kFreeCount]; }
  [[nodiscard]] bool full() const { return free_blocks() == 0; }
  [[nodiscard]] bool unused() const { return free_blocks() == end_ - first_; }

  /// Takes the `most` free blocks with the lowest indexes, or all there are, and calls `take` with
  /// each index.
  template <typename Function>
  void Take(std::uint64_t most, Function take) {
    most = std::min(most, free_blocks());
    header_[kFreeCount] -= most;
    for (std::size_t word = 0; most > 0; ++word) {
      Require(word < kBitWords, "slab with free blocks has none");
      std::uint64_t bits = header_[kFreeBits + word];
      for (; bits != 0 && most > 0; --most) {
        take(word * kBitsPerWord + static_cast<unsigned>(std::countr_zero(bits)));
        bits &= bits - 1;
      }
      header_[kFreeBits + word] = bits;
    }
  }
  /// Whether the block at `index` is taken; false if there is no such block.
  [[nodiscard]] bool Taken(std::uint64_t index) const;
  /// Gives back the block at `index`; panics if it is no block or free already. Compiled into the
  /// loop that gives many back.
  [[gnu::always_inline]] void Give(std::uint64_t index) {
    Require(index >= first_ && index < end_, "no such heap block");
    std::uint64_t& bits = header_[kFreeBits + index / kBitsPerWord];
    const std::uint64_t bit = std::uint64_t{1} << (index % kBitsPerWord);
    Require((bits & bit) == 0, "heap block freed twice");
    bits |= bit;
    ++header_[kFreeCount];
  }

  [[nodiscard]] PhysAddr next() const { return PhysAddr(header_[kNext]); }
  [[nodiscard]] PhysAddr previous() const { return PhysAddr(header_[kPrevious]); }
  void set_next(PhysAddr slab) { header_[kNext] = slab.value(); }
  void set_previous(PhysAddr slab) { header_[kPrevious] = slab.value(); }

 private:
  /// Words of the header; four words of bits, set for free blocks, follow kFreeBits.
  enum Word : std::size_t { kMark, kFreeCount, kNext, kPrevious, kFreeBits };
  static constexpr std::size_t kBitWords = kHeaderWords - kFreeBits;
  static constexpr std::uint64_t kBitsPerWord = 64;
  /// Tells a slab from other memory: the upper bits of the mark; the class index is below.
  static constexpr std::uint64_t kMarkBits = 0x5AB0'5AB0'5AB0'5A00;
  static constexpr std::uint64_t kIndexBits = 0xFF;

  /// Blocks at the front that the header covers.
  [[nodiscard]] static std::uint64_t HeaderBlocks(SizeClass size_class) {
    constexpr std::uint64_t kHeaderBytes = kHeaderWords * sizeof(std::uint64_t);
    // Blocks are powers of two from 16 bytes up: 4, 2, 1, 1 ...
    return std::max<std::uint64_t>(kHeaderBytes / 16 >> size_class.index(), 1);
  }

  Header header_;
  SizeClass size_class_;
  std::uint64_t first_;  ///< Index of the first block behind the header.
  std::uint64_t end_;    ///< Blocks, with those that the header covers.
};

}  // namespace starkernel::heap
