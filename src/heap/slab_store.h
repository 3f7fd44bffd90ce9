#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/heap/magazine.h"
#include "src/heap/size_class.h"
#include "src/heap/slab.h"
#include "src/pmm/frame_allocator.h"

namespace starkernel::heap {

/// The slabs of a heap, and its frames: where magazines get blocks from and bring them back to.
class SlabStore {
 public:
  /// So many pages of slabs that no block is in are kept for each class until Trim.
  static constexpr PageCount kUnusedPages{16};

  explicit SlabStore(pmm::FrameAllocator& frames [[clang::lifetimebound]]) : frames_(&frames) {}
  SlabStore(const SlabStore&) = delete;
  SlabStore& operator=(const SlabStore&) = delete;
  ~SlabStore() = default;

  /// Puts up to `count` free blocks, all of one slab, into `magazine`; a new slab if none has room.
  /// Error::kOutOfMemory, with nothing done, if there is no frame for one.
  [[nodiscard]] Result<void> Take(SizeClass size_class, std::size_t count, Magazine& magazine);
  /// Brings the first `count` blocks of `magazine` back. Panics if one is none of this class, or
  /// free already.
  void Give(SizeClass size_class, std::size_t count, Magazine& magazine);
  /// Whether a slab has the block as taken.
  [[nodiscard]] bool Taken(PhysAddr block, SizeClass size_class);
  /// Gives the frames of unused slabs back.
  void Trim();

  /// Frames in a row, full of zeros, and back.
  [[nodiscard]] Result<FreeBlock> TakePages(PageCount pages, PageCount alignment);
  void GivePages(const FreeBlock& block);

  /// Blocks of a class that slabs have given away.
  [[nodiscard]] std::uint64_t taken(SizeClass size_class) const {
    return taken_[size_class.index()];
  }
  /// Pages held.
  [[nodiscard]] PageCount pages() const { return pages_; }

 private:
  [[nodiscard]] static PhysAddr SlabOf(PhysAddr block, SizeClass size_class);
  [[nodiscard]] Slab SlabAt(PhysAddr address, SizeClass size_class);
  [[nodiscard]] Slab SlabAt(PhysAddr address);
  [[nodiscard]] Result<PhysAddr> SlabWithRoom(SizeClass size_class);
  void Link(PhysAddr address, SizeClass size_class);
  void Unlink(PhysAddr address, SizeClass size_class);
  void KeepUnused(PhysAddr address, SizeClass size_class);
  void ReturnSlab(PhysAddr address, SizeClass size_class);

  pmm::FrameAllocator* frames_;
  /// By size class, the first slab that has room; address 0 if there is none.
  std::array<PhysAddr, SizeClass::kCount> with_room_{};
  /// By size class, blocks that slabs have given away, and slabs that have given away none.
  std::array<std::uint64_t, SizeClass::kCount> taken_{};
  std::array<std::uint64_t, SizeClass::kCount> unused_slabs_{};
  PageCount pages_;
};

}  // namespace starkernel::heap
