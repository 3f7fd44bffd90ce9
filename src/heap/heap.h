#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/addresses.h"
#include "src/base/interrupt_roles.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/thread_annotations.h"
#include "src/heap/block.h"
#include "src/heap/block_mark.h"
#include "src/heap/guard.h"
#include "src/heap/heap_statistics.h"
#include "src/heap/magazine.h"
#include "src/heap/size_class.h"
#include "src/heap/slab_store.h"
#include "src/pmm/clear_unsafe.h"
#include "src/pmm/frame_allocator.h"

namespace starkernel::heap {

/// The kernel's heap. Up to 4096 bytes come from slabs through a magazine of free blocks for each
/// size, in constant time; more comes as whole frames in a row. What it hands out is zero. Must
/// outlive every block (dying before panics). One caller at a time, and never an interrupt handler.
class Heap {
 public:
  /// The strictest alignment that can be asked for: that of a large page.
  static constexpr ByteCount kLargestAlignment = kLargePageSize;

  explicit Heap(pmm::FrameAllocator& frames [[clang::lifetimebound]],
                HeapChecks checks = HeapChecks::kMarks)
      : slabs_(frames), checks_(checks) {}
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;
  ~Heap();

  /// `size` bytes of zeros at a multiple of `alignment`, a power of two up to kLargestAlignment.
  /// Error::kInvalidArgument for no bytes or another alignment, Error::kOutOfMemory. Compiled into
  /// its caller, who mostly knows the size.
  [[nodiscard, gnu::always_inline]] Result<Block> Allocate(ByteCount size,
                                                           ByteCount alignment = ByteCount{16})
      [[clang::lifetimebound]] SK_EXCLUDES(kInterruptContext) {
    // Blocks are aligned to their own size. Zero wraps to something large.
    const ByteCount room = std::max(size, alignment);
    if (size.value() - 1 < SizeClass::kLargest.value() && room <= SizeClass::kLargest &&
        std::has_single_bit(alignment.value()) && checks_ == HeapChecks::kMarks) [[likely]] {
      const SizeClass size_class = SizeClass::For(room);
      Magazine& magazine = magazines_[size_class.index()];
      if (!magazine.empty()) [[likely]] {
        const FreeBlock block = magazine.Take();
        Prepare(block, size, size_class);
        return Block(*this, block, size.value());
      }
    }
    return Block(*this, TRY(AllocateSlowly(size, alignment)), size.value());
  }

  /// Gives what no block is in back to the frame allocator.
  void Trim() SK_EXCLUDES(kInterruptContext);

  [[nodiscard]] HeapStatistics statistics() const;

  /// Lets a request fail for want of memory, to see what becomes of it: once, the one behind so
  /// many others. Not for a heap with guards.
  void FailBehind(std::uint64_t requests);
  /// Lets none fail; behind how many more one would have.
  std::uint64_t StopFailing();

 private:
  friend class Block;

  /// Makes a block from a magazine fit to be handed out.
  [[gnu::always_inline]] void Prepare(const FreeBlock& block, ByteCount size,
                                      SizeClass size_class) {
    // Up to 64 bytes are a few stores; a call costs more than that.
    switch (size_class.index()) {
      case 0: Clear(block.address, block.bytes.first<16>(), ByteCount{16}); break;
      case 1: Clear(block.address, block.bytes.first<32>(), ByteCount{32}); break;
      case 2: Clear(block.address, block.bytes.first<64>(), ByteCount{64}); break;
      default: Clear(block.address, block.bytes, size); break;
    }
    Account(size_class.block_size().value());
  }
  [[gnu::always_inline]] static void Clear(PhysAddr address, std::span<std::byte> bytes,
                                           ByteCount size) {
    Require(HasMark(bytes, address), "heap block written after it was given back");
    pmm::Clear(bytes.first(size.value()));
  }
  /// Two sums that only grow: one that goes up and down would make each call wait for the other.
  [[gnu::always_inline]] void Account(std::uint64_t capacity) {
    handed_out_ += capacity;
    if (const std::uint64_t in_use = handed_out_ - given_back_; in_use > peak_) [[unlikely]] {
      peak_ = in_use;
    }
  }

  [[gnu::always_inline]] void Free(PhysAddr address, std::span<std::byte> bytes);
  void FreeLarge(PhysAddr address, std::span<std::byte> bytes);
  void FreeMarked(PhysAddr address, std::span<std::byte> bytes);
  void FreeGuarded(PhysAddr address, std::span<std::byte> bytes, std::size_t size);
  [[gnu::always_inline]] void Keep(PhysAddr address, std::span<std::byte> bytes);
  void KeepInFull(PhysAddr address, std::span<std::byte> bytes);
  [[nodiscard]] Result<FreeBlock> AllocateSlowly(ByteCount size, ByteCount alignment);
  [[nodiscard]] Result<FreeBlock> AllocateLarge(ByteCount size, ByteCount room,
                                                ByteCount alignment);
  [[nodiscard]] Result<void> Refill(SizeClass size_class);
  void RequireInUse(PhysAddr address, SizeClass size_class);

  SlabStore slabs_;
  HeapChecks checks_;
  std::uint64_t handed_out_ = 0;  ///< Bytes, since the beginning.
  std::uint64_t given_back_ = 0;  ///< Likewise.
  std::uint64_t peak_ = 0;
  std::uint64_t large_blocks_ = 0;
  std::uint64_t until_failure_ = 0;
  std::array<Magazine, SizeClass::kCount> magazines_ = EmptyMagazines();
};

}  // namespace starkernel::heap
