#include "src/heap/slab.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <set>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/heap/size_class.h"

namespace starkernel::heap {
namespace {

TEST(SizeClassTest, RoundsUpToPowersOfTwo) {
  EXPECT_EQ(SizeClass::For(ByteCount{1}).block_size(), ByteCount{16});
  EXPECT_EQ(SizeClass::For(ByteCount{16}).block_size(), ByteCount{16});
  EXPECT_EQ(SizeClass::For(ByteCount{17}).block_size(), ByteCount{32});
  EXPECT_EQ(SizeClass::For(ByteCount{2049}).block_size(), ByteCount{4096});
  EXPECT_EQ(SizeClass::For(ByteCount{4096}).block_size(), ByteCount{4096});
  EXPECT_EQ(SizeClass::For(ByteCount{4096}).index(), SizeClass::kCount - 1);
}

TEST(SizeClassTest, IsFoundFromABlocksSize) {
  for (std::size_t index = 0; index < SizeClass::kCount; ++index) {
    EXPECT_EQ(SizeClass::Of(SizeClass(index).block_size()).index(), index);
  }
}

TEST(SizeClassDeathTest, EndsAtTheLargest) {
  EXPECT_DEATH(static_cast<void>(SizeClass::For(ByteCount{4097})), "");
  EXPECT_DEATH(static_cast<void>(SizeClass(9)), "");
  EXPECT_DEATH(static_cast<void>(SizeClass::Of(ByteCount{8192})), "");
  EXPECT_DEATH(static_cast<void>(SizeClass::Of(ByteCount{8})), "");
}

TEST(SlabTest, HandsOutEveryBlockOnceAndNoneUnderTheHeader) {
  for (std::size_t index = 0; index < SizeClass::kCount; ++index) {
    const SizeClass size_class(index);
    std::array<std::uint64_t, Slab::kHeaderWords> header{};
    Slab slab = Slab::Format(header, size_class);
    EXPECT_EQ(slab.size_class(), size_class);
    EXPECT_TRUE(slab.unused());
    std::set<std::uint64_t> seen;
    while (!slab.full()) {
      const std::uint64_t before = slab.free_blocks();
      slab.Take(7, [&seen, size_class](std::uint64_t block) {
        EXPECT_TRUE(seen.insert(block).second);
        EXPECT_GE(block * size_class.block_size().value(), sizeof(header));
        EXPECT_LT(block, size_class.blocks_per_slab());
      });
      EXPECT_EQ(slab.free_blocks(), before - std::min<std::uint64_t>(before, 7));
    }
    EXPECT_EQ(seen.size(), Slab::UsableBlocks(size_class));
    EXPECT_FALSE(slab.Taken(0));
    EXPECT_TRUE(slab.Taken(*seen.begin()));
    EXPECT_FALSE(slab.Taken(size_class.blocks_per_slab()));
    for (const std::uint64_t block : seen) {
      EXPECT_FALSE(slab.unused());
      slab.Give(block);
    }
    EXPECT_FALSE(slab.Taken(*seen.begin()));
    EXPECT_TRUE(Slab(header).unused());
  }
}

TEST(SlabTest, LosesLittleToItsHeader) {
  EXPECT_EQ(Slab::UsableBlocks(SizeClass::For(ByteCount{16})), 252U);
  EXPECT_EQ(Slab::UsableBlocks(SizeClass::For(ByteCount{64})), 63U);
  EXPECT_EQ(Slab::UsableBlocks(SizeClass::For(ByteCount{256})), 15U);
  EXPECT_EQ(Slab::UsableBlocks(SizeClass::For(ByteCount{512})), 127U);
  EXPECT_EQ(Slab::UsableBlocks(SizeClass::For(ByteCount{4096})), 15U);
}

TEST(SlabDeathTest, BrokenBookkeepingPanics) {
  std::array<std::uint64_t, Slab::kHeaderWords> header{};
  EXPECT_DEATH(Slab{header}, "");
  Slab slab = Slab::Format(header, SizeClass::For(ByteCount{4096}));
  std::uint64_t block = 0;
  slab.Take(1, [&block](std::uint64_t taken) { block = taken; });
  EXPECT_EQ(block, 1U);
  EXPECT_DEATH(slab.Give(0), "");
  EXPECT_DEATH(slab.Give(16), "");
  EXPECT_DEATH(slab.Give(block + 1), "");
  slab.Give(block);
  EXPECT_DEATH(slab.Give(block), "");
}

}  // namespace
}  // namespace starkernel::heap
