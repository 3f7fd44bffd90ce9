#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/addresses.h"
#include "src/base/panic.h"
#include "src/heap/size_class.h"

namespace starkernel::heap {

/// A block of memory that nobody uses: where it is in RAM, and its bytes.
struct FreeBlock {
  PhysAddr address;
  std::span<std::byte> bytes;
};

/// Free blocks of one size class that are at hand without a look at their slabs, last in first out:
/// the block given back last is the one most likely still in the cache.
class Magazine {
 public:
  static constexpr std::size_t kMost = 32;

  /// How many blocks a magazine of `size_class` holds: 8 KiB of them, but at least 4 and at most
  /// kMost.
  [[nodiscard]] static constexpr std::size_t DepthFor(SizeClass size_class) {
    return std::clamp<std::size_t>(8192 / size_class.block_size().value(), 4, kMost);
  }

  [[nodiscard]] std::size_t size() const { return count_; }
  [[nodiscard]] bool empty() const { return count_ == 0; }
  [[nodiscard]] std::span<const FreeBlock> blocks() const [[clang::lifetimebound]] {
    return std::span(blocks_).first(count_);
  }

  /// Puts a block on top; panics if there are kMost.
  [[gnu::always_inline]] void Push(const FreeBlock& block) {
    Require(count_ < kMost, "heap magazine is full");
    blocks_[count_] = block;
    ++count_;
  }
  /// Takes the one on top; panics if there is none.
  [[gnu::always_inline]] FreeBlock Pop() {
    Require(count_ - 1 < kMost, "heap magazine is empty");
    --count_;
    return blocks_[count_];
  }
  /// Takes the `count` at the bottom out, which were given back longest ago, into `taken`.
  void TakeOldest(std::span<FreeBlock> taken) {
    Require(taken.size() <= count_, "heap magazine has fewer blocks");
    for (std::size_t index = 0; index < taken.size(); ++index) {
      taken[index] = blocks_[index];
    }
    count_ -= taken.size();
    for (std::size_t index = 0; index < count_; ++index) {
      blocks_[index] = blocks_[index + taken.size()];
    }
  }

 private:
  std::size_t count_ = 0;
  std::array<FreeBlock, kMost> blocks_{};
};

}  // namespace starkernel::heap
