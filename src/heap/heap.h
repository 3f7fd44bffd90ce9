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
        const FreeBlock block = magazine.Pop();
        Prepare(block.address, block.bytes, size, size_class);
        return Block(*this, block, size.value());
      }
    }
    return Block(*this, TRY(AllocateSlowly(size, alignment)), size.value());
  }

  /// Gives what no block is in back to the frame allocator.
  void Trim() SK_EXCLUDES(kInterruptContext);

  [[nodiscard]] HeapStatistics statistics() const;

 private:
  friend class Block;

  /// Makes a block from a magazine fit to be handed out.
  [[gnu::always_inline]] void Prepare(PhysAddr address, std::span<std::byte> bytes, ByteCount size,
                                      SizeClass size_class) {
    Require(HasMark(bytes, address), "heap block written after it was given back");
    Clear(bytes, size, size_class);
    ++blocks_of_class_[size_class.index()];
    Account(size_class.block_size().value());
  }
  /// Up to 64 bytes are a few stores; a call costs more than that.
  static void Clear(std::span<std::byte> bytes, ByteCount size, SizeClass size_class) {
    switch (size_class.index()) {
      case 0: pmm::Clear(bytes.first<16>()); break;
      case 1: pmm::Clear(bytes.first<32>()); break;
      case 2: pmm::Clear(bytes.first<64>()); break;
      // The mark may lie behind what was asked for.
      default: pmm::Clear(bytes.first(size.value())); break;
    }
  }
  void Account(std::uint64_t capacity) {
    in_use_ += capacity;
    peak_ = std::max(peak_, in_use_);
  }

  void Free(PhysAddr address, std::span<std::byte> bytes, std::size_t size)
      SK_EXCLUDES(kInterruptContext);
  [[nodiscard]] Result<FreeBlock> AllocateSlowly(ByteCount size, ByteCount alignment);
  [[nodiscard]] Result<FreeBlock> AllocateLarge(ByteCount size, ByteCount room,
                                                ByteCount alignment);
  [[nodiscard]] Result<void> Refill(SizeClass size_class);
  void CheckFreed(PhysAddr address, std::span<std::byte> bytes, std::size_t size);
  void FreeLarge(const FreeBlock& block);
  void Flush(SizeClass size_class, std::size_t count);
  void RequireInUse(PhysAddr address, SizeClass size_class);

  SlabStore slabs_;
  HeapChecks checks_;
  std::uint64_t in_use_ = 0;
  std::uint64_t peak_ = 0;
  std::uint64_t large_blocks_ = 0;
  std::array<std::uint64_t, SizeClass::kCount> blocks_of_class_{};
  std::array<Magazine, SizeClass::kCount> magazines_{};
};

}  // namespace starkernel::heap
