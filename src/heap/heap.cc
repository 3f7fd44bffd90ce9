#include "src/heap/heap.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/addresses.h"
#include "src/base/checked.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/heap/block.h"
#include "src/heap/size_class.h"
#include "src/heap/slab.h"
#include "src/pmm/clear_unsafe.h"
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

}  // namespace

Heap::~Heap() {
  Require(statistics_.blocks == 0, "heap dies before its blocks");
  for (std::size_t index = 0; index < SizeClass::kCount; ++index) {
    while (slabs_with_room_[index] != kNone) {
      ReturnSlab(slabs_with_room_[index], SizeClass(index));
    }
  }
}

Result<Block> Heap::Allocate(ByteCount size, ByteCount alignment) {
  if (size == ByteCount{0} || !std::has_single_bit(alignment.value()) ||
      alignment > kLargestAlignment) {
    return Error::kInvalidArgument;
  }
  if (size > SizeClass::kLargest) {
    return AllocateLarge(size);
  }
  // Blocks are aligned to their own size.
  return AllocateSmall(size, SizeClass::For(std::max(size, alignment)));
}

Result<Block> Heap::AllocateSmall(ByteCount size, SizeClass size_class) {
  const PhysAddr slab_address = TRY(SlabWithRoom(size_class));
  Slab slab = SlabAt(slab_address);
  const ByteCount capacity = size_class.block_size();
  const ByteCount offset = capacity * slab.Take();
  if (slab.full()) {
    Unlink(slab_address, size_class);
  }
  const std::span<std::byte> bytes = frames_->Bytes(FramesAt(slab_address, size_class.slab_pages()))
                                         .subspan(offset.value(), size.value());
  pmm::Clear(bytes);
  Account(capacity);
  return Block(*this, slab_address + offset, capacity, bytes);
}

Result<Block> Heap::AllocateLarge(ByteCount size) {
  const PageCount pages = PagesFor(size);
  pmm::FrameRun run = TRY(frames_->AllocateRunZeroed(pages));
  const std::span<std::byte> bytes = frames_->Bytes(run.range()).first(size.value());
  statistics_.pages += pages;
  Account(run.size());
  const pmm::FrameRange range = run.Release();
  return Block(*this, range.address(), range.size(), bytes);
}

void Heap::Free(PhysAddr address, ByteCount capacity) {
  Require(statistics_.blocks > 0, "heap block freed that was never handed out");
  if (capacity <= SizeClass::kLargest) {
    FreeSmall(address, SizeClass::For(capacity));
  } else {
    FreeLarge(address, capacity);
  }
  --statistics_.blocks;
  statistics_.in_use -= capacity;
}

void Heap::FreeSmall(PhysAddr address, SizeClass size_class) {
  const PhysAddr slab_address(AlignDown(address.value(), BytesOf(size_class.slab_pages()).value()));
  Slab slab = SlabAt(slab_address);
  Require(slab.size_class() == size_class, "heap block given back with another size");
  const bool was_full = slab.full();
  slab.Give((address - slab_address).value() / size_class.block_size().value());
  if (was_full) {
    Link(slab_address, size_class);
  }
  // One unused slab is kept, so that a lone block coming and going costs no frame traffic.
  const bool alone = slab.next() == kNone && slab.previous() == kNone;
  if (slab.unused() && !alone) {
    ReturnSlab(slab_address, size_class);
  }
}

void Heap::FreeLarge(PhysAddr address, ByteCount capacity) {
  const PageCount pages = PagesFor(capacity);
  frames_->Free(FramesAt(address, pages));
  statistics_.pages -= pages;
}

Result<PhysAddr> Heap::SlabWithRoom(SizeClass size_class) {
  if (slabs_with_room_[size_class.index()] == kNone) {
    const PageCount pages = size_class.slab_pages();
    pmm::FrameRun run = TRY(frames_->AllocateRun(pages, pages));
    Slab::Format(frames_->Words(run.range()).first<Slab::kHeaderWords>(), size_class);
    statistics_.pages += pages;
    Link(run.Release().address(), size_class);
  }
  return slabs_with_room_[size_class.index()];
}

Slab Heap::SlabAt(PhysAddr address) {
  return Slab(frames_->Words(FramesAt(address, PageCount{1})).first<Slab::kHeaderWords>());
}

void Heap::Link(PhysAddr address, SizeClass size_class) {
  PhysAddr& first = slabs_with_room_[size_class.index()];
  Slab slab = SlabAt(address);
  slab.set_previous(kNone);
  slab.set_next(first);
  if (first != kNone) {
    SlabAt(first).set_previous(address);
  }
  first = address;
}

void Heap::Unlink(PhysAddr address, SizeClass size_class) {
  Slab slab = SlabAt(address);
  if (slab.previous() != kNone) {
    SlabAt(slab.previous()).set_next(slab.next());
  } else {
    slabs_with_room_[size_class.index()] = slab.next();
  }
  if (slab.next() != kNone) {
    SlabAt(slab.next()).set_previous(slab.previous());
  }
  slab.set_next(kNone);
  slab.set_previous(kNone);
}

/// Gives an unused slab's frames back.
void Heap::ReturnSlab(PhysAddr address, SizeClass size_class) {
  Unlink(address, size_class);
  // Wipes the mark, so that a stray free into these frames is noticed.
  std::ranges::fill(frames_->Words(FramesAt(address, PageCount{1})).first<Slab::kHeaderWords>(),
                    0U);
  frames_->Free(FramesAt(address, size_class.slab_pages()));
  statistics_.pages -= size_class.slab_pages();
}

void Heap::Account(ByteCount capacity) {
  ++statistics_.blocks;
  statistics_.in_use += capacity;
  statistics_.peak = std::max(statistics_.peak, statistics_.in_use);
}

}  // namespace starkernel::heap
