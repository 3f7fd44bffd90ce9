#include "src/pmm/firmware_map_check.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/little_endian.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/boot/memory_map.h"
#include "src/hal/memory_region.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_run.h"
#include "src/pmm/frame_statistics.h"
#include "src/pmm/memory_map.h"
#include "src/pmm/zone.h"

namespace starkernel::pmm {
namespace {

using hal::MemoryKind;
using hal::MemoryRegion;

/// What a descriptor says, for the checks: read plainly.
struct Claim {
  MemoryKind kind;
  std::uint64_t address;
  std::uint64_t pages;
};

std::vector<Claim> ReadClaims(std::span<const std::byte> descriptors, std::size_t size) {
  std::vector<Claim> claims;
  for (std::size_t at = 0; at + size <= descriptors.size(); at += size) {
    claims.push_back({boot::KindOf(ReadLittleEndian<std::uint32_t>(descriptors, at).value(),
                                   ReadLittleEndian<std::uint64_t>(descriptors, at + 32).value()),
                      ReadLittleEndian<std::uint64_t>(descriptors, at + 8).value(),
                      ReadLittleEndian<std::uint64_t>(descriptors, at + 24).value()});
  }
  return claims;
}

/// Whether `claim` has any byte of [address, address + 4096): with all of 2^64 and beyond it.
bool Touches(const Claim& claim, std::uint64_t address) {
  if (claim.address >= address + 4096 || claim.pages == 0) {
    return false;
  }
  return claim.address >= address || claim.pages > (address - claim.address) / 4096;
}

/// Whether `frame` is RAM that firmware gives away and claims for nothing else.
bool MayBeUsed(std::span<const Claim> claims, FrameNumber frame) {
  const std::uint64_t address = AddressOf(frame).value();
  return std::ranges::any_of(claims,
                             [address](const Claim& claim) {
                               return claim.kind == MemoryKind::kUsable && Touches(claim, address);
                             }) &&
         std::ranges::none_of(claims, [address](const Claim& claim) {
           return claim.kind != MemoryKind::kUsable && Touches(claim, address);
         });
}

std::string ViolationInRegions(std::span<const MemoryRegion> map, std::span<const Claim> claims) {
  for (const MemoryRegion& region : map) {
    const FrameNumber last = FrameOf(region.base) + (region.pages - PageCount{1});
    const bool usable = region.kind == MemoryKind::kUsable;
    if (MayBeUsed(claims, FrameOf(region.base)) != usable || MayBeUsed(claims, last) != usable) {
      return "a region is of another kind than its first or last frame";
    }
  }
  return "";
}

Result<FrameRun> TakeSome(FrameAllocator& allocator, std::uint64_t step) {
  if (step % 8 == 0) {
    return allocator.AllocateLargePage();
  }
  switch (step % 3) {
    case 0: return allocator.AllocateRun(PageCount{1 + step * 20}, PageCount{2});
    case 1: return allocator.Allocate();
    default: return allocator.Allocate(Reach::kBelow4GiB);
  }
}

std::string ViolationInAllocator(FrameAllocator& allocator, std::span<const Claim> claims) {
  const FrameStatistics before = allocator.statistics();
  if (before.free != before.total) {
    return "a new allocator has frames in use";
  }
  // Below a thousandth, but for what is rounded up to pages and areas.
  if (before.bookkeeping.value() > 150 + before.total.value() / 1000) {
    return "the table is too large";
  }
  std::vector<FrameRun> runs;
  for (std::uint64_t step = 0; step < 24; ++step) {
    Result<FrameRun> run = TakeSome(allocator, step);
    if (!run.ok()) {
      continue;
    }
    const FrameNumber first = run.value().first();
    if (first < kFirstFrame || !MayBeUsed(claims, first) ||
        !MayBeUsed(claims, first + (run.value().pages() - PageCount{1}))) {
      return "a frame was handed out that is not free";
    }
    runs.push_back(std::move(run).value());
  }
  runs.clear();
  return allocator.statistics().free == before.total ? "" : "frames were lost";
}

}  // namespace

std::string FirmwareMapCheck::ViolationIn(std::span<const std::byte> descriptors,
                                          std::size_t size) {
  std::array<boot::MemoryEdge, 64> edges{};
  std::array<MemoryRegion, 64> regions{};
  const Result<std::span<const MemoryRegion>> map =
      boot::NormalizeMemoryMap(descriptors, size, {}, edges, regions);
  if (!map.ok()) {
    // The other reason is room, which is not there for more than 32 descriptors.
    return size < 40 || descriptors.size() % size != 0 || descriptors.size() / size > 32
               ? ""
               : "a map was refused";
  }
  if (!ValidateMemoryMap(map.value()).ok()) {
    return "a map is not sound";
  }
  const std::vector<Claim> claims = ReadClaims(descriptors, size);
  if (std::string violation = ViolationInRegions(map.value(), claims); !violation.empty()) {
    return violation;
  }
  Result<FrameAllocator> allocator = FrameAllocator::Create(map.value(), memory_);
  if (!allocator.ok()) {
    // No room, or RAM that this test does not have.
    return allocator.error() == Error::kOutOfMemory || allocator.error() == Error::kOutOfRange
               ? ""
               : "an error of an unexpected kind";
  }
  ++allocators_;
  return ViolationInAllocator(allocator.value(), claims);
}

}  // namespace starkernel::pmm
