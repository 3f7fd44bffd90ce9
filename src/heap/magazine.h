#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "src/base/addresses.h"
#include "src/base/panic.h"
#include "src/heap/size_class.h"

namespace starkernel::heap {

/// A block of memory that nobody uses: where it is in RAM, and its bytes.
struct FreeBlock {
  PhysAddr address;
  std::span<std::byte> bytes;
};

/// Free blocks of one size class that are at hand without a look at their slabs: a ring, first in,
/// first out. So taking and putting share no word that each would have to wait for the other to
/// write, and a block is not handed out again at once, which leaves stray writes time to show.
class Magazine {
 public:
  static constexpr std::size_t kMost = 32;

  explicit constexpr Magazine(SizeClass size_class) : depth_(DepthFor(size_class)) {}

  /// How many blocks a magazine of `size_class` holds: 8 KiB of them, but at least 4 and at most
  /// kMost.
  [[nodiscard]] static constexpr std::size_t DepthFor(SizeClass size_class) {
    return std::clamp<std::size_t>(8192 / size_class.block_size().value(), 4, kMost);
  }

  [[nodiscard]] std::size_t depth() const { return depth_; }
  [[nodiscard]] std::size_t size() const { return end_ - begin_; }
  [[nodiscard]] bool empty() const { return begin_ == end_; }
  /// The block that is taken next, if there is any.
  [[nodiscard]] const FreeBlock& first() const [[clang::lifetimebound]] {
    return blocks_[begin_ % kMost];
  }

  /// Puts a block last; false, with nothing done, if there are depth() already.
  [[nodiscard, gnu::always_inline]] bool Put(const FreeBlock& block) {
    if (size() >= depth_) [[unlikely]] {
      return false;
    }
    blocks_[end_ % kMost] = block;
    ++end_;
    return true;
  }
  /// Takes the one that was put first; panics if there is none.
  [[nodiscard, gnu::always_inline]] FreeBlock Take() {
    Require(!empty(), "heap magazine is empty");
    const FreeBlock block = first();
    ++begin_;
    return block;
  }
  /// Calls `look` with each block, the first one first.
  template <typename Function>
  void ForEach(Function look) const {
    for (std::uint64_t place = begin_; place != end_; ++place) {
      look(blocks_[place % kMost]);
    }
  }

 private:
  std::uint64_t begin_ = 0;  ///< Blocks taken since the beginning.
  std::uint64_t end_ = 0;    ///< Blocks put.
  std::size_t depth_;
  std::array<FreeBlock, kMost> blocks_{};
};

/// An empty magazine for each size class.
[[nodiscard]] constexpr std::array<Magazine, SizeClass::kCount> EmptyMagazines() {
  return []<std::size_t... kIndexes>(std::index_sequence<kIndexes...>) {
    return std::array{Magazine(SizeClass(kIndexes))...};
  }(std::make_index_sequence<SizeClass::kCount>());
}

}  // namespace starkernel::heap
