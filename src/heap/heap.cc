#include "src/heap/heap.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/heap/block.h"
#include "src/heap/block_mark.h"
#include "src/heap/guard.h"
#include "src/heap/heap_statistics.h"
#include "src/heap/magazine.h"
#include "src/heap/size_class.h"

namespace starkernel::heap {
namespace {

constexpr ByteCount kMarkSize{sizeof(std::uint64_t)};

}  // namespace

Heap::~Heap() {
  Require(statistics().blocks == 0, "heap dies before its blocks");
  Trim();
}

void Heap::FailBehind(std::uint64_t requests) {
  Require(checks_ != HeapChecks::kGuards, "a heap with guards that fails");
  checks_ = HeapChecks::kFailing;
  until_failure_ = requests;
}

std::uint64_t Heap::StopFailing() {
  checks_ = HeapChecks::kMarks;
  return until_failure_;
}

Result<FreeBlock> Heap::AllocateSlowly(ByteCount size, ByteCount alignment) {
  if (checks_ == HeapChecks::kFailing && until_failure_-- == 0) {
    checks_ = HeapChecks::kMarks;
    return Error::kOutOfMemory;
  }
  if (size == ByteCount{0} || !std::has_single_bit(alignment.value()) ||
      alignment > kLargestAlignment) {
    return Error::kInvalidArgument;
  }
  const bool guarded = checks_ == HeapChecks::kGuards;
  const Result<ByteCount> with_guard = CheckedAdd(size, ByteCount(guarded ? kGuardSize : 0));
  if (!with_guard.ok()) {
    return Error::kOutOfMemory;
  }
  const ByteCount room = std::max(with_guard.value(), alignment);
  if (room > SizeClass::kLargest) {
    return AllocateLarge(size, with_guard.value(), alignment);
  }
  const SizeClass size_class = SizeClass::For(room);
  Magazine& magazine = magazines_[size_class.index()];
  if (magazine.empty()) {
    TRY(Refill(size_class));
  }
  const FreeBlock block = magazine.Take();
  if (guarded) {
    const std::span<std::byte> behind_mark = block.bytes.subspan(kMarkSize.value());
    Require(Consists(behind_mark, kFreeByte), "heap block written after it was given back");
  }
  Prepare(block, size, size_class);
  if (guarded) {
    std::ranges::fill(block.bytes.subspan(size.value()), kGuardByte);
  }
  return block;
}

Result<FreeBlock> Heap::AllocateLarge(ByteCount size, ByteCount room, ByteCount alignment) {
  // Never one page: a block of that size belongs to a slab.
  const PageCount pages = std::max(PagesFor(room), PageCount{2});
  const PageCount page_alignment = std::max(PagesFor(alignment), PageCount{1});
  Result<FreeBlock> block = slabs_.TakePages(pages, page_alignment);
  if (!block.ok()) {
    Trim();
    block = slabs_.TakePages(pages, page_alignment);
  }
  const FreeBlock taken = TRY(block);
  if (checks_ == HeapChecks::kGuards) {
    std::ranges::fill(taken.bytes.subspan(size.value()), kGuardByte);
  }
  ++large_blocks_;
  Account(taken.bytes.size());
  return taken;
}

/// Fills an empty magazine, from one slab.
Result<void> Heap::Refill(SizeClass size_class) {
  Magazine& magazine = magazines_[size_class.index()];
  const std::size_t count = magazine.depth();
  if (!slabs_.Take(size_class, count, magazine).ok()) {
    // What lies about in other magazines and slabs may be what is missing.
    Trim();
    TRY(slabs_.Take(size_class, count, magazine));
  }
  if (checks_ == HeapChecks::kGuards) {
    magazine.ForEach([](const FreeBlock& block) {
      std::ranges::fill(block.bytes.subspan(kMarkSize.value()), kFreeByte);
    });
  }
  return {};
}

// What is rare is left to functions called last: a call in the midst of these would have them save
// registers each time.

void Block::GiveBack(Heap& heap, PhysAddr address, std::span<std::byte> bytes, std::size_t size) {
  if (heap.checks_ == HeapChecks::kGuards) [[unlikely]] {
    return heap.FreeGuarded(address, bytes, size);
  }
  heap.Free(address, bytes);
}

inline void Heap::Free(PhysAddr address, std::span<std::byte> bytes) {
  given_back_ += bytes.size();
  // Nothing is smaller than the smallest class, so one comparison tells both ends.
  if (bytes.size() - SizeClass::kSmallest.value() >
      (SizeClass::kLargest - SizeClass::kSmallest).value()) [[unlikely]] {
    return FreeLarge(address, bytes);
  }
  // One in use may hold those bytes by chance.
  if (HasMark(bytes, address)) [[unlikely]] {
    return FreeMarked(address, bytes);
  }
  Keep(address, bytes);
}

inline void Heap::Keep(PhysAddr address, std::span<std::byte> bytes) {
  SetMark(bytes, address);
  Magazine& magazine = magazines_[SizeClass::Of(ByteCount(bytes.size())).index()];
  if (!magazine.Put(FreeBlock{address, bytes})) [[unlikely]] {
    KeepInFull(address, bytes);
  }
}

/// Makes room in a full magazine: three quarters, which were given back longest ago, go to their
/// slabs.
void Heap::KeepInFull(PhysAddr address, std::span<std::byte> bytes) {
  const SizeClass size_class = SizeClass::Of(ByteCount(bytes.size()));
  Magazine& magazine = magazines_[size_class.index()];
  slabs_.Give(size_class, magazine.size() / 4 * 3, magazine);
  Require(magazine.Put(FreeBlock{address, bytes}), "heap magazine stays full");
}

void Heap::FreeMarked(PhysAddr address, std::span<std::byte> bytes) {
  RequireInUse(address, SizeClass::Of(ByteCount(bytes.size())));
  Keep(address, bytes);
}

void Heap::FreeLarge(PhysAddr address, std::span<std::byte> bytes) {
  Require(large_blocks_ > 0, "heap block freed that was never handed out");
  slabs_.GivePages(FreeBlock{address, bytes});
  --large_blocks_;
}

void Heap::FreeGuarded(PhysAddr address, std::span<std::byte> bytes, std::size_t size) {
  Require(Consists(bytes.subspan(size), kGuardByte), "written behind the end of a heap block");
  if (bytes.size() <= SizeClass::kLargest.value()) {
    RequireInUse(address, SizeClass::Of(ByteCount(bytes.size())));
    std::ranges::fill(bytes, kFreeByte);
  }
  Free(address, bytes);
}

void Heap::RequireInUse(PhysAddr address, SizeClass size_class) {
  bool at_hand = false;
  magazines_[size_class.index()].ForEach(
      [address, &at_hand](const FreeBlock& other) { at_hand |= other.address == address; });
  Require(!at_hand && slabs_.Taken(address, size_class), "heap block freed twice");
}

void Heap::Trim() {
  for (std::size_t index = 0; index < SizeClass::kCount; ++index) {
    slabs_.Give(SizeClass(index), magazines_[index].size(), magazines_[index]);
  }
  slabs_.Trim();
}

HeapStatistics Heap::statistics() const {
  HeapStatistics statistics{.blocks = large_blocks_,
                            .in_use = ByteCount(handed_out_ - given_back_),
                            .peak = ByteCount(peak_),
                            .pages = slabs_.pages(),
                            .cached = {},
                            .of_class = {}};
  for (std::size_t index = 0; index < SizeClass::kCount; ++index) {
    const SizeClass size_class(index);
    const std::size_t at_hand = magazines_[index].size();
    // What slabs have given away is in use or at hand; so no call counts blocks.
    statistics.of_class[index] = slabs_.taken(size_class) - at_hand;
    statistics.blocks += statistics.of_class[index];
    statistics.cached += size_class.block_size() * at_hand;
  }
  return statistics;
}

}  // namespace starkernel::heap
