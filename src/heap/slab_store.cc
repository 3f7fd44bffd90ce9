#include "src/heap/slab_store.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/addresses.h"
#include "src/base/checked.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/heap/block_mark.h"
#include "src/heap/magazine.h"
#include "src/heap/size_class.h"
#include "src/heap/slab.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_range.h"
#include "src/pmm/frame_run.h"

namespace starkernel::heap {
namespace {

/// Ends a list of slabs. No slab lies there: frame 0 is never handed out.
constexpr PhysAddr kNone{0};

constexpr pmm::FrameRange FramesAt(PhysAddr address, PageCount pages) {
  return {FrameOf(address), pages};
}

std::uint64_t IndexOf(PhysAddr block, PhysAddr slab, SizeClass size_class) {
  return (block - slab).value() >> size_class.shift();
}

}  // namespace

Result<void> SlabStore::Take(SizeClass size_class, std::size_t count, Magazine& magazine) {
  const PhysAddr address = TRY(SlabWithRoom(size_class));
  Slab slab = SlabAt(address);
  const std::span<std::byte> all = frames_->Bytes(FramesAt(address, size_class.slab_pages()));
  const std::uint64_t before = slab.free_blocks();
  if (slab.unused()) {
    --unused_slabs_[size_class.index()];
  }
  slab.Take(count, [address, all, size_class, &magazine](std::uint64_t index) {
    const std::uint64_t offset = index << size_class.shift();
    const FreeBlock block{address + ByteCount(offset),
                          all.subspan(offset, size_class.block_size().value())};
    SetMark(block.bytes, block.address);
    Require(magazine.Put(block), "heap magazine is full");
  });
  taken_[size_class.index()] += before - slab.free_blocks();
  if (slab.full()) {
    Unlink(address, size_class);
  }
  return {};
}

void SlabStore::Give(SizeClass size_class, std::size_t count, Magazine& magazine) {
  taken_[size_class.index()] -= count;
  while (count > 0) {
    const PhysAddr address = SlabOf(magazine.first().address, size_class);
    Slab slab = SlabAt(address, size_class);
    const bool was_full = slab.full();
    // Blocks of one slab often follow each other.
    for (; count > 0 && SlabOf(magazine.first().address, size_class) == address; --count) {
      slab.Give(IndexOf(magazine.Take().address, address, size_class));
    }
    if (was_full) {
      Link(address, size_class);
    }
    if (slab.unused()) {
      KeepUnused(address, size_class);
    }
  }
}

/// Keeps a slab of which nothing is in use, so that blocks coming and going cost no frame traffic,
/// or gives it back if kUnusedPages are kept already.
void SlabStore::KeepUnused(PhysAddr address, SizeClass size_class) {
  std::uint64_t& kept = unused_slabs_[size_class.index()];
  ++kept;
  if (size_class.slab_pages() * kept > kUnusedPages) {
    ReturnSlab(address, size_class);
  }
}

bool SlabStore::Taken(PhysAddr block, SizeClass size_class) {
  const PhysAddr address = SlabOf(block, size_class);
  return SlabAt(address, size_class).Taken(IndexOf(block, address, size_class));
}

void SlabStore::Trim() {
  for (std::size_t index = 0; index < SizeClass::kCount; ++index) {
    for (PhysAddr address = with_room_[index]; address != kNone;) {
      const Slab slab = SlabAt(address);
      const PhysAddr next = slab.next();
      if (slab.unused()) {
        ReturnSlab(address, SizeClass(index));
      }
      address = next;
    }
  }
}

Result<FreeBlock> SlabStore::TakePages(PageCount pages, PageCount alignment) {
  pmm::FrameRun run = TRY(frames_->AllocateRunZeroed(pages, alignment));
  const pmm::FrameRange range = run.Release();
  pages_ += pages;
  return FreeBlock{range.address(), frames_->Bytes(range)};
}

void SlabStore::GivePages(const FreeBlock& block) {
  const PageCount pages = PagesFor(ByteCount(block.bytes.size()));
  frames_->Free(FramesAt(block.address, pages));
  pages_ -= pages;
}

PhysAddr SlabStore::SlabOf(PhysAddr block, SizeClass size_class) {
  return PhysAddr(AlignDown(block.value(), BytesOf(size_class.slab_pages()).value()));
}

/// A slab that has to be of this class.
Slab SlabStore::SlabAt(PhysAddr address, SizeClass size_class) {
  const Slab slab = SlabAt(address);
  Require(slab.size_class() == size_class, "heap block given back with another size");
  return slab;
}

Slab SlabStore::SlabAt(PhysAddr address) {
  return Slab(frames_->Words(FramesAt(address, PageCount{1})).first<Slab::kHeaderWords>());
}

Result<PhysAddr> SlabStore::SlabWithRoom(SizeClass size_class) {
  if (with_room_[size_class.index()] == kNone) {
    const PageCount pages = size_class.slab_pages();
    pmm::FrameRun run = TRY(frames_->AllocateRun(pages, pages));
    Slab::Format(frames_->Words(run.range()).first<Slab::kHeaderWords>(), size_class);
    pages_ += pages;
    ++unused_slabs_[size_class.index()];
    Link(run.Release().address(), size_class);
  }
  return with_room_[size_class.index()];
}

void SlabStore::Link(PhysAddr address, SizeClass size_class) {
  PhysAddr& first = with_room_[size_class.index()];
  Slab slab = SlabAt(address);
  slab.set_previous(kNone);
  slab.set_next(first);
  if (first != kNone) {
    SlabAt(first).set_previous(address);
  }
  first = address;
}

void SlabStore::Unlink(PhysAddr address, SizeClass size_class) {
  Slab slab = SlabAt(address);
  if (slab.previous() != kNone) {
    SlabAt(slab.previous()).set_next(slab.next());
  } else {
    with_room_[size_class.index()] = slab.next();
  }
  if (slab.next() != kNone) {
    SlabAt(slab.next()).set_previous(slab.previous());
  }
  slab.set_next(kNone);
  slab.set_previous(kNone);
}

/// Gives an unused slab's frames back.
void SlabStore::ReturnSlab(PhysAddr address, SizeClass size_class) {
  Unlink(address, size_class);
  // Wipes the mark, so that a stray free into these frames is noticed.
  std::ranges::fill(frames_->Words(FramesAt(address, PageCount{1})).first<Slab::kHeaderWords>(),
                    0U);
  frames_->Free(FramesAt(address, size_class.slab_pages()));
  pages_ -= size_class.slab_pages();
  --unused_slabs_[size_class.index()];
}

}  // namespace starkernel::heap
