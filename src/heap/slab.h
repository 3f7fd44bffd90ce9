#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/addresses.h"
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
  explicit Slab(Header header);

  /// Writes the header of a new slab: every block free, except those the header itself covers.
  static Slab Format(Header header, SizeClass size_class);

  /// Blocks of a slab of `size_class` that can be handed out.
  [[nodiscard]] static std::uint64_t UsableBlocks(SizeClass size_class);

  [[nodiscard]] SizeClass size_class() const;
  [[nodiscard]] std::uint64_t free_blocks() const { return header_[kFreeCount]; }
  [[nodiscard]] bool full() const { return free_blocks() == 0; }
  [[nodiscard]] bool unused() const { return free_blocks() == UsableBlocks(size_class()); }

  /// Takes the free block with the lowest index. The slab must not be full.
  [[nodiscard]] std::uint64_t Take();
  /// Whether the block at `index` is taken; false if there is no such block.
  [[nodiscard]] bool Taken(std::uint64_t index) const;
  /// Gives back the block at `index`; panics if it is no block or free already.
  void Give(std::uint64_t index);

  [[nodiscard]] PhysAddr next() const { return PhysAddr(header_[kNext]); }
  [[nodiscard]] PhysAddr previous() const { return PhysAddr(header_[kPrevious]); }
  void set_next(PhysAddr slab) { header_[kNext] = slab.value(); }
  void set_previous(PhysAddr slab) { header_[kPrevious] = slab.value(); }

 private:
  /// Words of the header; four words of bits, set for free blocks, follow kFreeBits.
  enum Word : std::size_t { kMark, kFreeCount, kNext, kPrevious, kFreeBits };
  static constexpr std::size_t kBitWords = kHeaderWords - kFreeBits;

  Header header_;
};

}  // namespace starkernel::heap
