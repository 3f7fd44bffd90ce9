#include "src/heap/heap.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/addresses.h"
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

/// How many blocks a magazine holds, by size class.
constexpr auto kDepths = [] {
  std::array<std::size_t, SizeClass::kCount> depths{};
  for (std::size_t index = 0; index < depths.size(); ++index) {
    depths[index] = Magazine::DepthFor(SizeClass(index));
  }
  return depths;
}();

}  // namespace

void Block::GiveBack(Heap& heap, PhysAddr address, std::span<std::byte> bytes, std::size_t size) {
  heap.Free(address, bytes, size);
}

Heap::~Heap() {
  Require(statistics().blocks == 0, "heap dies before its blocks");
  Trim();
}

Result<FreeBlock> Heap::AllocateSlowly(ByteCount size, ByteCount alignment) {
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
  const FreeBlock block = magazine.Pop();
  if (guarded) {
    const std::span<std::byte> behind_mark = block.bytes.subspan(kMarkSize.value());
    Require(Consists(behind_mark, kFreeByte), "heap block written after it was given back");
  }
  Prepare(block.address, block.bytes, size, size_class);
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

/// Fills an empty magazine half, from one slab.
Result<void> Heap::Refill(SizeClass size_class) {
  Magazine& magazine = magazines_[size_class.index()];
  const std::size_t count = kDepths[size_class.index()] / 2;
  if (!slabs_.Take(size_class, count, magazine).ok()) {
    // What lies about in other magazines and slabs may be what is missing.
    Trim();
    TRY(slabs_.Take(size_class, count, magazine));
  }
  if (checks_ == HeapChecks::kGuards) {
    for (const FreeBlock& block : magazine.blocks()) {
      std::ranges::fill(block.bytes.subspan(kMarkSize.value()), kFreeByte);
    }
  }
  return {};
}

void Heap::Free(PhysAddr address, std::span<std::byte> bytes, std::size_t size) {
  if (checks_ == HeapChecks::kGuards) [[unlikely]] {
    CheckFreed(address, bytes, size);
  }
  in_use_ -= bytes.size();
  if (bytes.size() > SizeClass::kLargest.value()) [[unlikely]] {
    FreeLarge(FreeBlock{address, bytes});
    return;
  }
  const SizeClass size_class = SizeClass::Of(ByteCount(bytes.size()));
  Magazine& magazine = magazines_[size_class.index()];
  std::uint64_t& blocks = blocks_of_class_[size_class.index()];
  Require(blocks > 0, "heap block freed that was never handed out");
  --blocks;
  // One in use may hold those bytes by chance.
  if (HasMark(bytes, address)) [[unlikely]] {
    RequireInUse(address, size_class);
  }
  SetMark(bytes, address);
  if (magazine.size() >= kDepths[size_class.index()]) [[unlikely]] {
    Flush(size_class, magazine.size() / 2);
  }
  magazine.Push(FreeBlock{address, bytes});
}

void Heap::FreeLarge(const FreeBlock& block) {
  Require(large_blocks_ > 0, "heap block freed that was never handed out");
  slabs_.GivePages(block);
  --large_blocks_;
}

/// What a heap with guards looks at when a block is given back.
void Heap::CheckFreed(PhysAddr address, std::span<std::byte> bytes, std::size_t size) {
  Require(Consists(bytes.subspan(size), kGuardByte), "written behind the end of a heap block");
  if (bytes.size() <= SizeClass::kLargest.value()) {
    RequireInUse(address, SizeClass::Of(ByteCount(bytes.size())));
    std::ranges::fill(bytes, kFreeByte);
  }
}

void Heap::RequireInUse(PhysAddr address, SizeClass size_class) {
  const auto same = [address](const FreeBlock& other) { return other.address == address; };
  Require(std::ranges::none_of(magazines_[size_class.index()].blocks(), same) &&
              slabs_.Taken(address, size_class),
          "heap block freed twice");
}

/// Brings the blocks of a magazine that were given back longest ago to their slabs.
void Heap::Flush(SizeClass size_class, std::size_t count) {
  std::array<FreeBlock, Magazine::kMost> blocks{};
  const std::span<FreeBlock> oldest = std::span(blocks).first(count);
  magazines_[size_class.index()].TakeOldest(oldest);
  slabs_.Give(oldest, size_class);
}

void Heap::Trim() {
  for (std::size_t index = 0; index < SizeClass::kCount; ++index) {
    Flush(SizeClass(index), magazines_[index].size());
  }
  slabs_.Trim();
}

HeapStatistics Heap::statistics() const {
  HeapStatistics statistics{.blocks = large_blocks_,
                            .in_use = ByteCount(in_use_),
                            .peak = ByteCount(peak_),
                            .pages = slabs_.pages(),
                            .cached = {},
                            .of_class = blocks_of_class_};
  for (std::size_t index = 0; index < SizeClass::kCount; ++index) {
    statistics.blocks += blocks_of_class_[index];
    statistics.cached += SizeClass(index).block_size() * magazines_[index].size();
  }
  return statistics;
}

}  // namespace starkernel::heap
