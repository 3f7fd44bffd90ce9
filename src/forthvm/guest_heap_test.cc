#include "src/forthvm/guest_heap.h"

#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <random>

#include "gtest/gtest.h"
#include "src/base/addresses.h"

namespace starkernel::forthvm {
namespace {

constexpr GuestAddr kFloor{0x1000};
constexpr GuestAddr kEnd{0x2000};

TEST(GuestHeap, GrowsDownFromTheEndAndComesBack) {
  std::array<HeapBlock, 8> notes{};
  GuestHeap heap(notes, kEnd);
  EXPECT_EQ(heap.begin(), kEnd);
  EXPECT_EQ(heap.Allocate(ByteCount(1), kFloor), GuestAddr(0x1FF0));
  EXPECT_EQ(heap.Allocate(ByteCount(17), kFloor), GuestAddr(0x1FD0));
  EXPECT_EQ(heap.Allocate(ByteCount(0), kFloor), GuestAddr(0x1FC0));
  EXPECT_EQ(heap.SizeOf(GuestAddr(0x1FD0)), ByteCount(32));
  EXPECT_EQ(heap.begin(), GuestAddr(0x1FC0));
  EXPECT_TRUE(heap.Free(GuestAddr(0x1FD0)));
  EXPECT_EQ(heap.begin(), GuestAddr(0x1FC0));
  EXPECT_EQ(heap.Allocate(ByteCount(32), kFloor), GuestAddr(0x1FD0));
  EXPECT_TRUE(heap.Free(GuestAddr(0x1FC0)));
  EXPECT_TRUE(heap.Free(GuestAddr(0x1FD0)));
  EXPECT_TRUE(heap.Free(GuestAddr(0x1FF0)));
  EXPECT_EQ(heap.begin(), kEnd);
}

TEST(GuestHeap, RefusesWhatDoesNotFit) {
  std::array<HeapBlock, 2> notes{};
  GuestHeap heap(notes, kEnd);
  EXPECT_EQ(heap.Allocate(ByteCount(0x1001), kFloor), std::nullopt);
  EXPECT_EQ(heap.Allocate(ByteCount(std::numeric_limits<std::uint64_t>::max()), kFloor),
            std::nullopt);
  EXPECT_EQ(heap.Allocate(ByteCount(16), kEnd + ByteCount(8)), std::nullopt);
  EXPECT_EQ(heap.Allocate(ByteCount(0x1000), kFloor), kFloor);
  EXPECT_EQ(heap.Allocate(ByteCount(1), kFloor), std::nullopt);
  EXPECT_TRUE(heap.Free(kFloor));
  EXPECT_TRUE(heap.Allocate(ByteCount(16), kFloor).has_value());
  EXPECT_TRUE(heap.Allocate(ByteCount(16), kFloor).has_value());
  EXPECT_EQ(heap.Allocate(ByteCount(16), kFloor), std::nullopt) << "no note is left";
}

TEST(GuestHeap, RefusesWhatIsNoBlock) {
  std::array<HeapBlock, 8> notes{};
  GuestHeap heap(notes, kEnd);
  const GuestAddr block = heap.Allocate(ByteCount(64), kFloor).value();
  for (const GuestAddr address :
       {GuestAddr(0), block + ByteCount(1), block + ByteCount(16), block - ByteCount(16), kEnd,
        GuestAddr(std::numeric_limits<std::uint64_t>::max())}) {
    EXPECT_FALSE(heap.Free(address));
    EXPECT_FALSE(heap.ResizeInPlace(address, ByteCount(1)));
    EXPECT_EQ(heap.SizeOf(address), std::nullopt);
  }
  EXPECT_TRUE(heap.Free(block));
  EXPECT_FALSE(heap.Free(block)) << "freed twice";
}

TEST(GuestHeap, ResizesWhereThereIsRoom) {
  std::array<HeapBlock, 8> notes{};
  GuestHeap heap(notes, kEnd);
  const GuestAddr upper = heap.Allocate(ByteCount(32), kFloor).value();
  const GuestAddr lower = heap.Allocate(ByteCount(32), kFloor).value();
  EXPECT_FALSE(heap.ResizeInPlace(lower, ByteCount(33)));
  EXPECT_TRUE(heap.ResizeInPlace(lower, ByteCount(16)));
  EXPECT_TRUE(heap.ResizeInPlace(lower, ByteCount(32)));
  EXPECT_FALSE(heap.ResizeInPlace(upper, ByteCount(33))) << "the envelope ends";
  EXPECT_TRUE(heap.Free(upper));
  EXPECT_TRUE(heap.ResizeInPlace(lower, ByteCount(64)));
  EXPECT_FALSE(heap.ResizeInPlace(lower, ByteCount(65)));
}

TEST(GuestHeap, BlocksNeverOverlap) {
  std::array<HeapBlock, 64> notes{};
  GuestHeap heap(notes, kEnd);
  std::map<std::uint64_t, std::uint64_t> model;
  std::mt19937_64 random(3);
  for (int round = 0; round < 20'000; ++round) {
    if (random() % 2 == 0) {
      const ByteCount size(random() % 300);
      const std::optional<GuestAddr> block = heap.Allocate(size, kFloor);
      if (block.has_value()) {
        const auto behind = model.lower_bound(block->value());
        const std::uint64_t limit = behind == model.end() ? kEnd.value() : behind->first;
        ASSERT_LE(block->value() + size.value(), limit);
        ASSERT_GE(*block, kFloor);
        if (behind != model.begin()) {
          const auto before = std::prev(behind);
          ASSERT_LE(before->first + before->second, block->value());
        }
        model[block->value()] = heap.SizeOf(*block).value().value();
      }
    } else if (!model.empty()) {
      const auto victim = std::next(model.begin(), static_cast<long>(random() % model.size()));
      ASSERT_TRUE(heap.Free(GuestAddr(victim->first)));
      model.erase(victim);
    }
    ASSERT_EQ(heap.blocks(), model.size());
  }
}

}  // namespace
}  // namespace starkernel::forthvm
