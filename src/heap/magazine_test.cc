#include "src/heap/magazine.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/heap/size_class.h"

namespace starkernel::heap {
namespace {

FreeBlock BlockAt(std::uint64_t address) { return {PhysAddr(address), {}}; }

TEST(MagazineTest, HoldsLessOfLargerBlocks) {
  EXPECT_EQ(Magazine::DepthFor(SizeClass::For(ByteCount{16})), 32U);
  EXPECT_EQ(Magazine::DepthFor(SizeClass::For(ByteCount{256})), 32U);
  EXPECT_EQ(Magazine::DepthFor(SizeClass::For(ByteCount{512})), 16U);
  EXPECT_EQ(Magazine::DepthFor(SizeClass::For(ByteCount{2048})), 4U);
  EXPECT_EQ(Magazine::DepthFor(SizeClass::For(ByteCount{4096})), 4U);
}

Magazine Small() { return Magazine(SizeClass::For(ByteCount{16})); }

/// The addresses of the blocks inside, the first one first.
std::vector<std::uint64_t> AddressesIn(const Magazine& magazine) {
  std::vector<std::uint64_t> addresses;
  magazine.ForEach(
      [&addresses](const FreeBlock& block) { addresses.push_back(block.address.value()); });
  return addresses;
}

TEST(MagazineTest, GivesTheOldestFirstHoweverOftenItGoesRound) {
  Magazine magazine = Small();
  EXPECT_TRUE(magazine.empty());
  std::uint64_t put = 0;
  std::uint64_t taken = 0;
  for (int round = 0; round < 3; ++round) {
    while (magazine.Put(BlockAt(put))) {
      ++put;
    }
    EXPECT_EQ(magazine.size(), Magazine::kMost);
    while (magazine.size() > 5) {
      EXPECT_EQ(magazine.Take().address, PhysAddr{taken});
      ++taken;
    }
    EXPECT_EQ(AddressesIn(magazine),
              (std::vector{taken, taken + 1, taken + 2, taken + 3, taken + 4}));
  }
}

TEST(MagazineTest, RefusesMoreThanItsDepth) {
  Magazine magazine(SizeClass::For(ByteCount{4096}));
  for (std::uint64_t address = 0; address < 4; ++address) {
    EXPECT_TRUE(magazine.Put(BlockAt(address)));
  }
  EXPECT_FALSE(magazine.Put(BlockAt(4)));
  EXPECT_EQ(AddressesIn(magazine), (std::vector<std::uint64_t>{0, 1, 2, 3}));
  EXPECT_EQ(magazine.Take().address, PhysAddr{0});
  EXPECT_TRUE(magazine.Put(BlockAt(4)));
}

TEST(MagazineDeathTest, HasNothingToTakeWhenEmpty) {
  Magazine magazine = Small();
  EXPECT_TRUE(magazine.Put(BlockAt(1)));
  EXPECT_EQ(magazine.Take().address, PhysAddr{1});
  EXPECT_DEATH(static_cast<void>(magazine.Take()), "");
}

}  // namespace
}  // namespace starkernel::heap
