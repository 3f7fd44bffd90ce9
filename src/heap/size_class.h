#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "src/base/panic.h"
#include "src/base/quantities.h"

namespace starkernel::heap {

/// Which of the block sizes 16, 32, 64 ... 4096 bytes a slab is cut into.
class SizeClass {
 public:
  static constexpr std::size_t kCount = 9;
  static constexpr ByteCount kSmallest{16};
  static constexpr ByteCount kLargest{4096};

  /// The class at `index`, 0 to kCount - 1.
  constexpr explicit SizeClass(std::size_t index) : index_(index) {
    Require(index < kCount, "no such size class");
  }

  /// The smallest class whose blocks hold `size` bytes; `size` is at most kLargest.
  [[nodiscard]] static constexpr SizeClass For(ByteCount size) {
    const std::uint64_t rounded = std::bit_ceil(std::max(size, kSmallest).value());
    return SizeClass(static_cast<std::size_t>(std::countr_zero(rounded)) - 4);
  }

  /// The class whose blocks have exactly `block_size`, one of the sizes; panics if that is larger.
  [[nodiscard]] static constexpr SizeClass Of(ByteCount block_size) {
    return SizeClass(static_cast<std::size_t>(std::countr_zero(block_size.value())) - 4);
  }

  [[nodiscard]] constexpr std::size_t index() const { return index_; }
  /// The binary logarithm of the block size.
  [[nodiscard]] constexpr unsigned shift() const { return static_cast<unsigned>(index_) + 4; }
  [[nodiscard]] constexpr ByteCount block_size() const { return kSmallest * (1U << index_); }

  /// Frames in one slab, a power of two: one page for small blocks, 64 KiB for larger ones, so
  /// that the header wastes little and 256 bits tell about all blocks.
  [[nodiscard]] constexpr PageCount slab_pages() const {
    return PageCount{block_size() <= ByteCount{256} ? 1U : 16U};
  }
  [[nodiscard]] constexpr std::uint64_t blocks_per_slab() const {
    return BytesOf(slab_pages()).value() >> shift();
  }

  friend constexpr bool operator==(SizeClass, SizeClass) = default;

 private:
  std::size_t index_;
};

}  // namespace starkernel::heap
