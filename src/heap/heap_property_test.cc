#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <utility>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/test_effort.h"
#include "src/hal/memory_region.h"
#include "src/heap/block.h"
#include "src/heap/guard.h"
#include "src/heap/heap.h"
#include "src/heap/heap_statistics.h"
#include "src/pmm/fake_physical_memory.h"
#include "src/pmm/frame_allocator.h"

namespace starkernel::heap {
namespace {

constexpr std::uint64_t kPages = 512;
constexpr std::array kMap{
    hal::MemoryRegion{PhysAddr{0}, PageCount{kPages}, hal::MemoryKind::kUsable}};

/// What blocks are filled with, other than zeros. To copy is fast even in a test, which is not
/// optimised.
constexpr std::size_t kPatterns = 16;
constexpr std::size_t kLargest = 1 << 16;
using Patterns = std::array<std::vector<std::byte>, kPatterns>;

Patterns MakePatterns() {
  Patterns patterns;
  for (std::size_t index = 0; index < kPatterns; ++index) {
    patterns.at(index).assign(kLargest, static_cast<std::byte>(index * 15 + 1));
  }
  return patterns;
}

/// Does random operations and knows what must come of them: which bytes are whose, and how many.
class Driver {
 public:
  Driver(std::uint64_t seed, HeapChecks checks)
      : guard_(checks == HeapChecks::kGuards ? kGuardSize : 0),
        heap_(frames_, checks),
        random_(seed) {}

  void Step() {
    // More is taken than given for a while, then the other way round: memory fills and empties.
    const bool filling = steps_ / 4000 % 2 == 0;
    ++steps_;
    if (random_() % 16 < (filling ? 10U : 6U)) {
      Take();
    } else if (random_() % 1000 == 0) {
      heap_.Trim();
    } else if (!live_.empty()) {
      std::swap(live_[random_() % live_.size()], live_.back());
      Give();
    }
  }

  void CheckCounts() {
    const HeapStatistics statistics = heap_.statistics();
    ASSERT_EQ(statistics.blocks, live_.size());
    ASSERT_EQ(statistics.in_use, ByteCount(in_use_));
    ASSERT_EQ(statistics.peak, ByteCount(peak_));
    ASSERT_EQ(statistics.pages, frames_.statistics().allocated());
    ASSERT_GE(BytesOf(statistics.pages), statistics.in_use + statistics.cached);
  }

  void Empty() {
    while (!live_.empty()) {
      Give();
    }
    CheckCounts();
    heap_.Trim();
    ASSERT_EQ(frames_.statistics().allocated(), PageCount{0});
  }

  [[nodiscard]] std::uint64_t refused() const { return refused_; }

 private:
  struct Live {
    Block block;
    std::uint64_t capacity;
    std::size_t pattern;
  };

  void Take() {
    // Small sizes mostly; now and then several pages.
    const std::uint64_t size =
        1 + random_() % (std::uint64_t{1} << (random_() % 32 == 0 ? 16 : 1 + random_() % 12));
    const std::uint64_t alignment = std::uint64_t{1} << (random_() % 8 == 0 ? random_() % 14 : 4);
    Result<Block> block = heap_.Allocate(ByteCount(size), ByteCount(alignment));
    if (!block.ok()) {
      ++refused_;
      ASSERT_EQ(block.error(), Error::kOutOfMemory);
      return;
    }
    Live live{std::move(block).value(), Capacity(size, alignment), random_() % kPatterns};
    const std::span<std::byte> bytes = live.block.bytes();
    ASSERT_EQ(bytes.size(), size);
    const std::uint64_t offset = memory_.OffsetOf(bytes);
    ASSERT_EQ(offset % alignment, 0U);
    ASSERT_TRUE(Consists(bytes, std::byte{0})) << size;
    // Nobody else may have a byte of it.
    for (std::uint64_t place = offset / 16; place <= (offset + size - 1) / 16; ++place) {
      ASSERT_FALSE(std::exchange(owned_[place], char{1}) != 0) << offset << " and " << size;
    }
    std::ranges::copy(Pattern(live.pattern, size), bytes.begin());
    in_use_ += live.capacity;
    peak_ = std::max(peak_, in_use_);
    live_.push_back(std::move(live));
  }

  void Give() {
    const std::span<std::byte> bytes = live_.back().block.bytes();
    ASSERT_TRUE(Consists(bytes, patterns_.at(live_.back().pattern).front()));
    const std::uint64_t offset = memory_.OffsetOf(bytes);
    for (std::uint64_t place = offset / 16; place <= (offset + bytes.size() - 1) / 16; ++place) {
      owned_[place] = 0;
    }
    in_use_ -= live_.back().capacity;
    live_.pop_back();
  }

  [[nodiscard]] std::span<const std::byte> Pattern(std::size_t index, std::size_t size) const
      [[clang::lifetimebound]] {
    return std::span(patterns_.at(index)).first(size);
  }

  [[nodiscard]] std::uint64_t Capacity(std::uint64_t size, std::uint64_t alignment) const {
    const std::uint64_t room = std::max(size + guard_, alignment);
    return room <= 4096 ? std::max<std::uint64_t>(16, std::bit_ceil(room))
                        : std::max<std::uint64_t>(2, (size + guard_ + 4095) / 4096) * 4096;
  }

  Patterns patterns_ = MakePatterns();
  std::uint64_t guard_;
  pmm::FakePhysicalMemory memory_{PageCount{kPages}};
  pmm::FrameAllocator frames_ = pmm::FrameAllocator::Create(kMap, memory_).value();
  Heap heap_;
  std::mt19937_64 random_;
  std::vector<Live> live_;
  std::vector<char> owned_ = std::vector<char>(kPages * 256);  ///< By 16 bytes.
  std::uint64_t in_use_ = 0;
  std::uint64_t peak_ = 0;
  std::uint64_t refused_ = 0;
  std::uint64_t steps_ = 0;
};

class HeapPropertyTest : public testing::TestWithParam<HeapChecks> {};

INSTANTIATE_TEST_SUITE_P(All, HeapPropertyTest,
                         testing::Values(HeapChecks::kMarks, HeapChecks::kGuards));

TEST_P(HeapPropertyTest, AgreesWithAModel) {
  Driver driver(20261120, GetParam());
  const std::uint64_t operations = OperationsToTry(50'000);
  for (std::uint64_t step = 0; step < operations && !HasFailure(); ++step) {
    driver.Step();
    if (step % 16 == 0) {
      driver.CheckCounts();
    }
  }
  driver.Empty();
  // Memory ran out now and then, or this shows less than it says.
  EXPECT_GT(driver.refused(), operations / 1000);
}

}  // namespace
}  // namespace starkernel::heap
