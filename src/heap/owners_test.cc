#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/memory_region.h"
#include "src/heap/array.h"
#include "src/heap/box.h"
#include "src/heap/construct_unsafe.h"
#include "src/heap/heap.h"
#include "src/pmm/fake_physical_memory.h"
#include "src/pmm/frame_allocator.h"

namespace starkernel::heap {
namespace {

constexpr std::array kOwnersMap{
    hal::MemoryRegion{PhysAddr{0}, PageCount{1024}, hal::MemoryKind::kUsable}};

/// Counts itself in somebody's counter.
class Counted {
 public:
  explicit Counted(int& alive) : alive_(&alive) { ++*alive_; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;
  ~Counted() { --*alive_; }

 private:
  int* alive_;
};

int destroyed = 0;

struct WithDefaults {
  ~WithDefaults() { ++destroyed; }
  std::uint32_t value = 42;
};

struct alignas(64) Aligned {
  std::array<std::uint64_t, 8> words;
};

class OwnersTest : public testing::Test {
 protected:
  pmm::FakePhysicalMemory memory_{PageCount{1024}};
  pmm::FrameAllocator frames_ = pmm::FrameAllocator::Create(kOwnersMap, memory_).value();
  Heap heap_{frames_};
};

TEST_F(OwnersTest, ABoxDestroysItsObjectOnce) {
  int alive = 0;
  {
    Box<Counted> box = MakeBox<Counted>(heap_, alive).value();
    EXPECT_EQ(alive, 1);
    const Box<Counted>& moved_from = box;
    Box<Counted> moved = std::move(box);
    EXPECT_TRUE(moved_from.empty());
    EXPECT_EQ(alive, 1);
    moved = MakeBox<Counted>(heap_, alive).value();
    EXPECT_EQ(alive, 1);
    EXPECT_EQ(heap_.statistics().blocks, 1U);
  }
  EXPECT_EQ(alive, 0);
  EXPECT_EQ(heap_.statistics().blocks, 0U);
}

TEST_F(OwnersTest, ABoxGivesItsObject) {
  const Box<std::pair<int, int>> box = MakeBox<std::pair<int, int>>(heap_, 3, 4).value();
  EXPECT_EQ(box->first, 3);
  (*box).second = 5;
  EXPECT_EQ(box->second, 5);
}

TEST_F(OwnersTest, AnArrayIsValueInitialised) {
  const Array<std::uint64_t> numbers = MakeArray<std::uint64_t>(heap_, 1000).value();
  ASSERT_EQ(numbers.size(), 1000U);
  for (const std::uint64_t number : numbers) {
    EXPECT_EQ(number, 0U);
  }
  numbers[999] = 1;
  EXPECT_EQ(numbers.span().back(), 1U);
  const Array<WithDefaults> defaults = MakeArray<WithDefaults>(heap_, 3).value();
  EXPECT_EQ(defaults[2].value, 42U);
}

TEST_F(OwnersTest, AnArrayDestroysItsElementsOnce) {
  destroyed = 0;
  {
    Array<WithDefaults> array = MakeArray<WithDefaults>(heap_, 5).value();
    const Array<WithDefaults>& moved_from = array;
    const Array<WithDefaults> moved = std::move(array);
    EXPECT_TRUE(moved_from.empty());
    EXPECT_EQ(destroyed, 0);
  }
  EXPECT_EQ(destroyed, 5);
  EXPECT_EQ(heap_.statistics().blocks, 0U);
}

TEST_F(OwnersTest, AnEmptyArrayTakesNoMemory) {
  const Array<int> none = MakeArray<int>(heap_, 0).value();
  EXPECT_TRUE(none.empty());
  EXPECT_EQ(heap_.statistics().blocks, 0U);
}

TEST_F(OwnersTest, TooMuchIsAnError) {
  EXPECT_EQ(MakeArray<std::uint64_t>(heap_, ~std::size_t{0} / 8 + 1).error(), Error::kOverflow);
  EXPECT_EQ(MakeArray<std::uint64_t>(heap_, ~std::size_t{0} / 8).error(), Error::kOutOfMemory);
  EXPECT_EQ((MakeBox<std::array<char, 4U << 20>>(heap_).error()), Error::kOutOfMemory);
}

TEST_F(OwnersTest, StrictAlignmentIsKept) {
  const Box<char> odd = MakeBox<char>(heap_, 'x').value();
  const Box<Aligned> one = MakeBox<Aligned>(heap_).value();
  const Array<Aligned> many = MakeArray<Aligned>(heap_, 3).value();
  EXPECT_EQ(one->words[7], 0U);
  EXPECT_EQ(many[2].words[7], 0U);
}

using OwnersDeathTest = OwnersTest;

TEST_F(OwnersDeathTest, WrongUsePanics) {
  Box<int> box = MakeBox<int>(heap_, 1).value();
  const Box<int>& moved_from = box;
  const Box<int> moved = std::move(box);
  EXPECT_DEATH(static_cast<void>(*moved_from), "");
  const Array<int> array = MakeArray<int>(heap_, 4).value();
  EXPECT_EQ(array[3], 0);
  EXPECT_DEATH(static_cast<void>(array[4]), "");
  alignas(8) std::array<std::byte, 12> bytes{};
  EXPECT_EQ(ConstructIn<std::uint64_t>(bytes, 5U), 5U);
  EXPECT_DEATH(static_cast<void>(ConstructIn<std::uint64_t>(std::span(bytes).first(7))), "");
  EXPECT_DEATH(static_cast<void>(ConstructIn<std::uint64_t>(std::span(bytes).subspan(4))), "");
  EXPECT_DEATH(static_cast<void>(ConstructArrayIn<std::uint32_t>(bytes, 4)), "");
}

}  // namespace
}  // namespace starkernel::heap
