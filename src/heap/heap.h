#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "src/base/addresses.h"
#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/thread_annotations.h"
#include "src/heap/block.h"
#include "src/heap/heap_statistics.h"
#include "src/heap/size_class.h"
#include "src/heap/slab.h"
#include "src/pmm/frame_allocator.h"

namespace starkernel::heap {

/// The kernel's heap. Up to 4096 bytes come from slabs, in constant time; more comes as whole
/// frames in a row. What it hands out is zero. Must outlive every block (dying before panics).
/// One caller at a time, and never an interrupt handler.
class Heap {
 public:
  /// The strictest alignment that can be asked for.
  static constexpr ByteCount kLargestAlignment = kPageSize;

  explicit Heap(pmm::FrameAllocator& frames [[clang::lifetimebound]]) : frames_(&frames) {}
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;
  ~Heap();

  /// `size` bytes of zeros at a multiple of `alignment`, a power of two up to kLargestAlignment.
  /// Error::kInvalidArgument for no bytes or another alignment, Error::kOutOfMemory.
  [[nodiscard]] Result<Block> Allocate(ByteCount size, ByteCount alignment = ByteCount{16})
      [[clang::lifetimebound]] SK_EXCLUDES(kInterruptContext);

  [[nodiscard]] const HeapStatistics& statistics() const [[clang::lifetimebound]] {
    return statistics_;
  }

 private:
  friend class Block;

  void Free(PhysAddr address, ByteCount capacity) SK_EXCLUDES(kInterruptContext);
  [[nodiscard]] Result<Block> AllocateSmall(ByteCount size, SizeClass size_class);
  [[nodiscard]] Result<Block> AllocateLarge(ByteCount size);
  void FreeSmall(PhysAddr address, SizeClass size_class);
  void FreeLarge(PhysAddr address, ByteCount capacity);
  [[nodiscard]] Result<PhysAddr> SlabWithRoom(SizeClass size_class);
  [[nodiscard]] Slab SlabAt(PhysAddr address);
  void Link(PhysAddr address, SizeClass size_class);
  void Unlink(PhysAddr address, SizeClass size_class);
  void ReturnSlab(PhysAddr address, SizeClass size_class);
  void Account(ByteCount capacity);

  pmm::FrameAllocator* frames_;
  /// By size class, the first slab that has room; address 0 if there is none.
  std::array<PhysAddr, SizeClass::kCount> slabs_with_room_{};
  HeapStatistics statistics_;
};

}  // namespace starkernel::heap
