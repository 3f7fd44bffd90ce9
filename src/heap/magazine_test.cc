#include "src/heap/magazine.h"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

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

TEST(MagazineTest, GivesTheYoungestFirst) {
  Magazine magazine;
  EXPECT_TRUE(magazine.empty());
  for (std::uint64_t address = 0; address < Magazine::kMost; ++address) {
    magazine.Push(BlockAt(address));
  }
  EXPECT_EQ(magazine.size(), Magazine::kMost);
  EXPECT_EQ(magazine.Pop().address, PhysAddr{Magazine::kMost - 1});
  EXPECT_EQ(magazine.blocks().back().address, PhysAddr{Magazine::kMost - 2});
}

TEST(MagazineTest, LetsTheOldestGo) {
  Magazine magazine;
  for (std::uint64_t address = 0; address < 5; ++address) {
    magazine.Push(BlockAt(address));
  }
  std::array<FreeBlock, 3> oldest{};
  magazine.TakeOldest(oldest);
  EXPECT_EQ(oldest[0].address, PhysAddr{0});
  EXPECT_EQ(oldest[2].address, PhysAddr{2});
  EXPECT_EQ(magazine.size(), 2U);
  EXPECT_EQ(magazine.Pop().address, PhysAddr{4});
  EXPECT_EQ(magazine.Pop().address, PhysAddr{3});
  magazine.TakeOldest({});
  EXPECT_TRUE(magazine.empty());
}

TEST(MagazineDeathTest, HasBounds) {
  Magazine magazine;
  EXPECT_DEATH(static_cast<void>(magazine.Pop()), "");
  std::array<FreeBlock, 1> one{};
  EXPECT_DEATH(magazine.TakeOldest(one), "");
  for (std::uint64_t address = 0; address < Magazine::kMost; ++address) {
    magazine.Push(BlockAt(address));
  }
  EXPECT_DEATH(magazine.Push(BlockAt(0)), "");
}

}  // namespace
}  // namespace starkernel::heap
