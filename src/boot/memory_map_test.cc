#include "src/boot/memory_map.h"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <span>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/little_endian.h"
#include "src/base/quantities.h"
#include "src/hal/memory_region.h"

namespace starkernel::boot {
namespace {

using hal::MemoryKind;
using hal::MemoryRegion;

constexpr std::uint32_t kLoaderCode = 1;
constexpr std::uint32_t kLoaderData = 2;
constexpr std::uint32_t kBootData = 4;
constexpr std::uint32_t kRuntimeData = 6;
constexpr std::uint32_t kConventional = 7;
constexpr std::uint32_t kAcpi = 9;
constexpr std::uint32_t kIo = 11;

struct Descriptor {
  std::uint32_t type = 0;
  std::uint64_t address = 0;
  std::uint64_t pages = 0;
  std::uint64_t attributes = 0;
};

class Map {
 public:
  explicit Map(const std::vector<Descriptor>& descriptors, std::size_t size = 48)
      : size_(size), bytes_(descriptors.size() * size, std::byte{0xA5}) {
    for (std::size_t index = 0; index < descriptors.size(); ++index) {
      const std::uint64_t at = index * size;
      WriteLittleEndian(std::span(bytes_), at, descriptors[index].type).value();
      WriteLittleEndian(std::span(bytes_), at + 8, descriptors[index].address).value();
      WriteLittleEndian(std::span(bytes_), at + 24, descriptors[index].pages).value();
      WriteLittleEndian(std::span(bytes_), at + 32, descriptors[index].attributes).value();
    }
  }

  Result<std::span<const MemoryRegion>> Normalize(std::size_t edge_count = 64,
                                                  std::size_t region_count = 64) {
    edges_.resize(edge_count);
    regions_.resize(region_count);
    return NormalizeMemoryMap(bytes_, size_, image_, edges_, regions_);
  }

  void SetImage(std::uint64_t base, std::uint64_t pages) {
    image_ = {.base = PhysAddr(base), .pages = PageCount(pages), .kind = MemoryKind::kKernelImage};
  }

 private:
  std::size_t size_;
  MemoryRegion image_;
  std::vector<std::byte> bytes_;
  std::vector<MemoryEdge> edges_;
  std::vector<MemoryRegion> regions_;
};

void ExpectRegion(const MemoryRegion& region, std::uint64_t base, std::uint64_t pages,
                  MemoryKind kind) {
  EXPECT_EQ(region.base, PhysAddr(base));
  EXPECT_EQ(region.pages, PageCount(pages));
  EXPECT_EQ(region.kind, kind);
}

TEST(MemoryMap, SortsAndJoinsWhatFirmwareLists) {
  Map map({{kConventional, 0x5000, 3}, {kAcpi, 0x10000, 2}, {kBootData, 0x1000, 4}});
  const auto regions = map.Normalize().value();
  ASSERT_EQ(regions.size(), 2U);
  ExpectRegion(regions[0], 0x1000, 7, MemoryKind::kUsable);
  ExpectRegion(regions[1], 0x10000, 2, MemoryKind::kAcpiTables);
}

TEST(MemoryMap, KeepsGapsAndNeighboursOfOtherKindsApart) {
  Map map({{kConventional, 0x1000, 1}, {kConventional, 0x3000, 1}, {kLoaderData, 0x4000, 1}});
  const auto regions = map.Normalize().value();
  ASSERT_EQ(regions.size(), 3U);
  ExpectRegion(regions[1], 0x3000, 1, MemoryKind::kUsable);
  ExpectRegion(regions[2], 0x4000, 1, MemoryKind::kKernelImage);
}

TEST(MemoryMap, OfWhatFirmwareHasLoadedOnlyTheKernelIsKept) {
  Map map({{kLoaderCode, 0x1000, 16}});
  map.SetImage(0x3000, 4);
  const auto regions = map.Normalize(4).value();
  ASSERT_EQ(regions.size(), 3U);
  ExpectRegion(regions[0], 0x1000, 2, MemoryKind::kUsable);
  ExpectRegion(regions[1], 0x3000, 4, MemoryKind::kKernelImage);
  ExpectRegion(regions[2], 0x7000, 10, MemoryKind::kUsable);
  EXPECT_EQ(map.Normalize(3).error(), Error::kCapacity) << "the image needs room, too";
}

TEST(MemoryMap, TheLessUsableKindWinsWhereDescriptorsOverlap) {
  Map map({{kConventional, 0x1000, 10}, {kRuntimeData, 0x3000, 2}, {kLoaderData, 0x4000, 4}});
  const auto regions = map.Normalize().value();
  ASSERT_EQ(regions.size(), 4U);
  ExpectRegion(regions[0], 0x1000, 2, MemoryKind::kUsable);
  ExpectRegion(regions[1], 0x3000, 2, MemoryKind::kFirmwareRuntime);
  ExpectRegion(regions[2], 0x5000, 3, MemoryKind::kKernelImage);
  ExpectRegion(regions[3], 0x8000, 3, MemoryKind::kUsable);
}

TEST(MemoryMap, UnknownTypesAndAttributesAreNotUsable) {
  EXPECT_EQ(KindOf(16, 0), MemoryKind::kReserved);
  EXPECT_EQ(KindOf(0x7000'0001, 0), MemoryKind::kReserved);
  EXPECT_EQ(KindOf(0xFFFF'FFFF, 0), MemoryKind::kReserved);
  EXPECT_EQ(KindOf(15, 0), MemoryKind::kReserved);
  EXPECT_EQ(KindOf(kConventional, 0xF), MemoryKind::kUsable);
  EXPECT_EQ(KindOf(kConventional, 0x4000F), MemoryKind::kReserved);
  EXPECT_EQ(KindOf(kConventional, 1ULL << 63U), MemoryKind::kFirmwareRuntime);
  EXPECT_EQ(KindOf(kIo, 1ULL << 63U), MemoryKind::kDevice);
}

TEST(MemoryMap, OddBoundsShrinkWhatIsUsableAndGrowTheRest) {
  Map map({{kConventional, 0x1001, 2}, {kIo, 0x8001, 1}});
  const auto regions = map.Normalize().value();
  ASSERT_EQ(regions.size(), 2U);
  ExpectRegion(regions[0], 0x2000, 1, MemoryKind::kUsable);
  ExpectRegion(regions[1], 0x8000, 2, MemoryKind::kDevice);
}

TEST(MemoryMap, ADescriptorOfNoPagesIsNothing) {
  Map map({{kConventional, 0x1000, 9}, {kIo, 0x3001, 0}, {kRuntimeData, 0x5000, 0}});
  const auto regions = map.Normalize().value();
  ASSERT_EQ(regions.size(), 1U);
  ExpectRegion(regions[0], 0x1000, 9, MemoryKind::kUsable);
}

TEST(MemoryMap, RangesBeyondThePhysicalAddressSpaceAreCut) {
  constexpr std::uint64_t kEnd = 1ULL << 52U;
  Map map({{kConventional, kEnd - 0x2000, ~0ULL},
           {kConventional, ~0ULL, ~0ULL},
           {kConventional, 0x1000, 0}});
  const auto regions = map.Normalize().value();
  ASSERT_EQ(regions.size(), 1U);
  ExpectRegion(regions[0], kEnd - 0x2000, 2, MemoryKind::kUsable);
}

TEST(MemoryMap, TakesAnyDescriptorSizeFrom40Bytes) {
  const std::vector<Descriptor> descriptors = {{kConventional, 0x1000, 1},
                                               {kConventional, 0x2000, 1}};
  EXPECT_EQ(Map(descriptors, 40).Normalize().value().size(), 1U);
  EXPECT_EQ(Map(descriptors, 57).Normalize().value().size(), 1U);
  std::array<std::byte, 120> bytes{};
  std::array<MemoryEdge, 8> edges{};
  std::array<MemoryRegion, 8> regions{};
  EXPECT_EQ(NormalizeMemoryMap(bytes, 39, {}, edges, regions).error(), Error::kInvalidArgument);
  EXPECT_EQ(NormalizeMemoryMap(bytes, 48, {}, edges, regions).error(), Error::kInvalidArgument);
  EXPECT_EQ(NormalizeMemoryMap(bytes, 0, {}, edges, regions).error(), Error::kInvalidArgument);
  EXPECT_TRUE(NormalizeMemoryMap({}, 48, {}, edges, regions).value().empty());
}

TEST(MemoryMap, SaysWhenItDoesNotFit) {
  Map map({{kConventional, 0x1000, 1}, {kConventional, 0x3000, 1}});
  EXPECT_EQ(map.Normalize(3, 2).error(), Error::kCapacity);
  EXPECT_EQ(map.Normalize(4, 1).error(), Error::kCapacity);
  EXPECT_EQ(map.Normalize(4, 2).value().size(), 2U);
}

// The kind of each frame, found by looking at every descriptor.
std::optional<MemoryKind> Oracle(const std::vector<Descriptor>& descriptors, std::uint64_t frame) {
  constexpr std::array kRank = {5, 0, 1, 2, 4, 3};  // by MemoryKind
  std::optional<MemoryKind> best;
  for (const Descriptor& descriptor : descriptors) {
    const std::uint64_t first = descriptor.address / 4096;
    if (frame >= first && frame < first + descriptor.pages) {
      const MemoryKind kind = KindOf(descriptor.type, 0);
      if (!best.has_value() ||
          kRank.at(static_cast<std::size_t>(kind)) > kRank.at(static_cast<std::size_t>(*best))) {
        best = kind;
      }
    }
  }
  return best;
}

TEST(MemoryMap, AgreesWithABruteForceReadingOfRandomMaps) {
  std::mt19937 random(20240607);
  for (int round = 0; round < 200; ++round) {
    std::vector<Descriptor> descriptors;
    for (std::size_t count = random() % 20; count > 0; --count) {
      descriptors.push_back({.type = static_cast<std::uint32_t>(random() % 17),
                             .address = random() % 100 * 4096,
                             .pages = random() % 30});
    }
    Map map(descriptors);
    std::map<std::uint64_t, MemoryKind> found;
    std::uint64_t end = 0;
    for (const MemoryRegion& region : map.Normalize().value()) {
      EXPECT_GE(region.base.value(), end);
      end = region.base.value() + region.pages.value() * 4096;
      for (std::uint64_t page = 0; page < region.pages.value(); ++page) {
        found[region.base.value() / 4096 + page] = region.kind;
      }
    }
    for (std::uint64_t frame = 0; frame < 140; ++frame) {
      const auto at = found.find(frame);
      EXPECT_EQ(at == found.end() ? std::nullopt : std::optional(at->second),
                Oracle(descriptors, frame));
    }
  }
}

}  // namespace
}  // namespace starkernel::boot
