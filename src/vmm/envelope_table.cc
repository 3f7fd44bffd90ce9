#include "src/vmm/envelope_table.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "src/base/error.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/heap/construct_unsafe.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_run.h"
#include "src/vmm/envelope_record.h"

namespace starkernel::vmm {

std::size_t EnvelopeTable::SlabOf(std::uint32_t place) {
  return place < kLargestSlab ? static_cast<std::size_t>(std::bit_width(place / kFirstSlab))
                              : kGrowing - 1 + place / kLargestSlab;
}

std::uint32_t EnvelopeTable::FirstOf(std::size_t slab) {
  if (slab < kGrowing) {
    return slab == 0 ? 0 : kFirstSlab << (slab - 1);
  }
  return static_cast<std::uint32_t>(slab - (kGrowing - 1)) * kLargestSlab;
}

std::uint32_t EnvelopeTable::SizeOf(std::size_t slab) {
  if (slab < kGrowing) {
    return slab == 0 ? kFirstSlab : kFirstSlab << (slab - 1);
  }
  return kLargestSlab;
}

Result<void> EnvelopeTable::Extend(std::uint32_t count) {
  if (count > kMost) {
    return Error::kCapacity;
  }
  while (size_ < count) {
    const std::size_t slab = SlabOf(size_);
    const std::uint32_t records = SizeOf(slab);
    pmm::FrameRun frames =
        TRY(frames_->AllocateRunZeroed(PagesFor(ByteCount(records * sizeof(EnvelopeRecord)))));
    // SAFETY: fresh frames, so nothing lives there, and zero.
    slabs_.at(slab).records =
        heap::ConstructArrayIn<EnvelopeRecord>(frames_->Bytes(frames.range()), records);
    slabs_.at(slab).frames = std::move(frames);
    size_ = FirstOf(slab) + records;
  }
  return {};
}

void EnvelopeTable::Shrink(std::size_t slab) {
  for (std::size_t gone = slab; gone < kSlabs && !slabs_.at(gone).records.empty(); ++gone) {
    slabs_.at(gone).records = {};
    slabs_.at(gone).frames.Reset();
  }
  size_ = std::min(size_, FirstOf(slab));
}

EnvelopeRecord& EnvelopeTable::At(std::uint32_t place) {
  Require(place < size_, "a place for an envelope that there is not");
  const std::size_t slab = SlabOf(place);
  return slabs_.at(slab).records[place - FirstOf(slab)];
}

}  // namespace starkernel::vmm
