#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <random>
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
#include "src/pmm/fake_physical_memory.h"
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

/// Bytes as firmware might hand them over, from sensible to hopeless.
class MapSource {
 public:
  explicit MapSource(std::uint64_t seed) : random_(seed) {}

  std::size_t DescriptorSize() {
    return Below(16) == 0 ? Below(100) : std::array<std::size_t, 4>{40, 48, 48, 56}.at(Below(4));
  }

  std::vector<std::byte> Next(std::size_t size) {
    std::vector<std::byte> bytes;
    for (std::uint64_t count = Below(24); count > 0; --count) {
      std::vector<std::byte> descriptor(std::max<std::size_t>(size, 40), std::byte{0xEE});
      WriteLittleEndian(std::span(descriptor), 0, Type()).value();
      WriteLittleEndian(std::span(descriptor), 8, Address()).value();
      WriteLittleEndian(std::span(descriptor), 24, Pages()).value();
      WriteLittleEndian(std::span(descriptor), 32, Below(12) == 0 ? random_() : 0xF).value();
      bytes.insert(bytes.end(), descriptor.begin(), descriptor.end());
    }
    if (!bytes.empty() && Below(8) == 0) {
      for (std::uint64_t count = 1 + Below(8); count > 0; --count) {
        bytes[Below(bytes.size())] = static_cast<std::byte>(random_());
      }
    }
    if (Below(32) == 0) {
      bytes.resize(Below(bytes.size() + 1));
    }
    return bytes;
  }

 private:
  std::uint64_t Below(std::uint64_t bound) { return random_() % bound; }

  std::uint32_t Type() {
    return static_cast<std::uint32_t>(Below(3) != 0 ? 7 : Below(16) == 0 ? random_() : Below(18));
  }
  std::uint64_t Address() {
    constexpr std::array<std::uint64_t, 8> kPlaces{0,
                                                   1U << 20,
                                                   16U << 20,
                                                   1U << 30,
                                                   std::uint64_t{1} << 32,
                                                   std::uint64_t{1} << 40,
                                                   std::uint64_t{1} << 52,
                                                   ~std::uint64_t{0} - 0xFFF};
    const std::uint64_t place = Below(2) == 0 ? 0 : kPlaces.at(Below(kPlaces.size()));
    const std::uint64_t offset = Below(4096) * 4096 + (Below(16) == 0 ? Below(4096) : 0);
    return Below(2) == 0 ? place + offset : place - offset;
  }
  std::uint64_t Pages() {
    switch (Below(12)) {
      case 0: return random_();
      case 1: return ~std::uint64_t{0} >> Below(64);
      case 2: return std::uint64_t{1} << Below(30);
      default: return Below(4000);
    }
  }

  std::mt19937_64 random_;
};

/// Brings an allocator up with the map, if there is one, and looks at what it hands out.
class Check {
 public:
  void Map(std::span<const std::byte> descriptors, std::size_t size) {
    std::array<boot::MemoryEdge, 64> edges{};
    std::array<MemoryRegion, 64> regions{};
    const Result<std::span<const MemoryRegion>> map =
        boot::NormalizeMemoryMap(descriptors, size, edges, regions);
    if (!map.ok()) {
      ASSERT_TRUE(size < 40 || descriptors.size() % size != 0);
      return;
    }
    ASSERT_TRUE(ValidateMemoryMap(map.value()).ok());
    const std::vector<Claim> claims = ReadClaims(descriptors, size);
    for (const MemoryRegion& region : map.value()) {
      const FrameNumber last = FrameOf(region.base) + (region.pages - PageCount{1});
      const bool usable = region.kind == MemoryKind::kUsable;
      ASSERT_EQ(MayBeUsed(claims, FrameOf(region.base)), usable);
      ASSERT_EQ(MayBeUsed(claims, last), usable);
    }
    Result<FrameAllocator> allocator = FrameAllocator::Create(map.value(), memory_);
    if (!allocator.ok()) {
      // No room, or RAM that this test does not have.
      ASSERT_TRUE(allocator.error() == Error::kOutOfMemory ||
                  allocator.error() == Error::kOutOfRange);
      return;
    }
    ++allocators_;
    Allocator(allocator.value(), claims);
  }

  [[nodiscard]] std::uint64_t allocators() const { return allocators_; }

 private:
  static void Allocator(FrameAllocator& allocator, std::span<const Claim> claims) {
    const FrameStatistics before = allocator.statistics();
    ASSERT_EQ(before.free, before.total);
    // Below a thousandth, but for what is rounded up to pages and areas.
    ASSERT_LE(before.bookkeeping.value(), 150 + before.total.value() / 1000);
    std::vector<FrameRun> runs;
    for (std::uint64_t step = 0; step < 24; ++step) {
      Result<FrameRun> run = step % 8 == 0 ? allocator.AllocateLargePage()
                             : step % 3 == 0
                                 ? allocator.AllocateRun(PageCount{1 + step * 20}, PageCount{2})
                             : step % 3 == 1 ? allocator.Allocate()
                                             : allocator.Allocate(Reach::kBelow4GiB);
      if (!run.ok()) {
        continue;
      }
      const FrameNumber first = run.value().first();
      ASSERT_GE(first, kFirstFrame);
      ASSERT_TRUE(MayBeUsed(claims, first));
      ASSERT_TRUE(MayBeUsed(claims, first + (run.value().pages() - PageCount{1})));
      runs.push_back(std::move(run).value());
    }
    runs.clear();
    ASSERT_EQ(allocator.statistics().free, before.total);
  }

  FakePhysicalMemory memory_{PageCount{8192}};
  std::uint64_t allocators_ = 0;
};

/// How many maps: STARKERNEL_OPERATIONS, or so many as take about a second.
std::uint64_t Maps() {
  const char* const count = std::getenv("STARKERNEL_OPERATIONS");
  return count == nullptr ? 8'000 : std::stoull(count);
}

TEST(FirmwareMapFuzzTest, NoMapLeadsToFramesThatAreNotFree) {
  MapSource source(20261120);
  Check check;
  const std::uint64_t maps = Maps();
  for (std::uint64_t round = 0; round < maps && !HasFailure(); ++round) {
    const std::size_t size = source.DescriptorSize();
    check.Map(source.Next(size), size);
  }
  EXPECT_GT(check.allocators(), maps / 4);
}

}  // namespace
}  // namespace starkernel::pmm
