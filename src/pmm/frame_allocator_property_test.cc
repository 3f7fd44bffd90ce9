#include <gtest/gtest.h>

#include <algorithm>
#include <array>
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
#include "src/pmm/fake_physical_memory.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_range.h"
#include "src/pmm/frame_run.h"
#include "src/pmm/frame_statistics.h"
#include "src/pmm/zone.h"

namespace starkernel::pmm {
namespace {

using hal::MemoryKind;
using hal::MemoryRegion;

constexpr std::uint64_t kHigh = kFirstHighFrame.value();

constexpr MemoryRegion Frames(std::uint64_t first, std::uint64_t pages,
                              MemoryKind kind = MemoryKind::kUsable) {
  return {AddressOf(FrameNumber(first)), PageCount(pages), kind};
}

/// Two zones with holes and ragged edges; what is reserved lies in the middle of a usable region.
constexpr std::array kMap{
    Frames(0, 1700),   Frames(1701, 400),  Frames(2101, 3, MemoryKind::kAcpiTables),
    Frames(2104, 500), Frames(40000, 700), Frames(kHigh, 1500),
};
constexpr std::array kReserved{FrameRange{FrameNumber{700}, PageCount{30}},
                               FrameRange{FrameNumber{kHigh + 20}, PageCount{2}}};

/// The frames as a simple list: what is free, and who may have it.
class Model {
 public:
  Model() {
    for (const MemoryRegion& region : kMap) {
      for (std::uint64_t page = 0; page < region.pages.value(); ++page) {
        const std::uint64_t frame = FrameOf(region.base).value() + page;
        if (region.kind == MemoryKind::kUsable && frame >= 256 && !Reserved(frame)) {
          Place(frame) = kFree;
        }
      }
    }
  }

  /// Marks frames that the allocator says are its own.
  void Keep(std::uint64_t frame) { Place(frame) = kNever; }

  [[nodiscard]] bool IsFree(std::uint64_t frame) {
    return (frame < kLowFrames || frame - kHigh < kHighFrames) && Place(frame) == kFree;
  }
  /// Takes frames; says whether all were free.
  [[nodiscard]] bool Take(FrameRange range) { return Change(range, kFree, kTaken); }
  [[nodiscard]] bool Give(FrameRange range) { return Change(range, kTaken, kFree); }

  /// Whether the model has such a run below `end`: slow and plain.
  [[nodiscard]] bool HasRun(std::uint64_t pages, std::uint64_t alignment, Reach reach) {
    if (reach == Reach::kAnywhere && HasRunIn(kHigh, kHigh + kHighFrames, pages, alignment)) {
      return true;
    }
    return HasRunIn(0, kLowFrames, pages, alignment);
  }

 private:
  enum State : std::uint8_t { kNever, kFree, kTaken };
  static constexpr std::uint64_t kLowFrames = 41000;
  static constexpr std::uint64_t kHighFrames = 1600;

  static bool Reserved(std::uint64_t frame) {
    return std::ranges::any_of(kReserved, [frame](const FrameRange& range) {
      return frame - range.first.value() < range.pages.value();
    });
  }
  State& Place(std::uint64_t frame) {
    return frame >= kHigh ? high_.at(frame - kHigh) : low_.at(frame);
  }
  bool Change(FrameRange range, State from, State to) {
    for (std::uint64_t page = 0; page < range.pages.value(); ++page) {
      if (std::exchange(Place(range.first.value() + page), to) != from) {
        return false;
      }
    }
    return true;
  }
  bool HasRunIn(std::uint64_t begin, std::uint64_t end, std::uint64_t pages,
                std::uint64_t alignment) {
    std::uint64_t length = 0;
    for (std::uint64_t frame = begin; frame < end; ++frame) {
      if (!IsFree(frame) || (length == 0 && frame % alignment != 0)) {
        length = 0;
      } else if (++length == pages) {
        return true;
      }
    }
    return false;
  }

  std::vector<State> low_ = std::vector<State>(kLowFrames);
  std::vector<State> high_ = std::vector<State>(kHighFrames);
};

/// Does random operations, each with the model at its side.
class Driver {
 public:
  explicit Driver(std::uint64_t seed) : random_(seed) {
    std::uint64_t usable = 0;
    std::uint64_t found = 0;
    std::vector<FrameRun> all;
    // Which frames the table is in shows in what is never handed out.
    for (Result<FrameRun> run = allocator_.Allocate(); run.ok(); run = allocator_.Allocate()) {
      EXPECT_TRUE(model_.Take(run.value().range()));
      ++found;
      all.push_back(std::move(run).value());
    }
    for (const MemoryRegion& region : kMap) {
      for (std::uint64_t page = 0; page < region.pages.value(); ++page) {
        const std::uint64_t frame = FrameOf(region.base).value() + page;
        if (model_.IsFree(frame)) {
          model_.Keep(frame);
          ++usable;
        }
      }
    }
    total_ = found;
    EXPECT_EQ(PageCount(usable), allocator_.statistics().bookkeeping);
    EXPECT_EQ(PageCount(found), allocator_.statistics().total);
    for (const FrameRun& run : all) {
      EXPECT_TRUE(model_.Give(run.range()));
    }
  }

  void Step() {
    // More is taken than given for a while, then the other way round: memory fills and empties.
    const bool filling = steps_ / 3000 % 2 == 0;
    ++steps_;
    if (random_() % 16 < (filling ? 10U : 6U)) {
      Take();
    } else if (!live_.empty()) {
      std::swap(live_[random_() % live_.size()], live_.back());
      Give();
    }
  }

  void CheckCounts() {
    const FrameStatistics statistics = allocator_.statistics();
    ASSERT_EQ(statistics.allocated().value(), taken_);
    ASSERT_EQ(statistics.total.value(), total_);
    ASSERT_EQ(statistics.free,
              statistics.OfZone(Zone::kLow).free + statistics.OfZone(Zone::kHigh).free);
  }

  void Empty() {
    while (!live_.empty()) {
      Give();
    }
    CheckCounts();
  }

  [[nodiscard]] std::uint64_t refused() const { return refused_; }

 private:
  void Take() {
    const Reach reach = random_() % 8 == 0 ? Reach::kBelow4GiB : Reach::kAnywhere;
    const std::uint64_t kind = random_() % 64;
    if (kind < 40) {
      Check(allocator_.Allocate(reach), 1, 1, reach);
    } else if (kind == 40) {
      Check(allocator_.AllocateLargePage(reach), 512, 512, reach);
    } else if (kind == 41) {
      const std::uint64_t pages = 1 + random_() % 1500;
      const std::uint64_t alignment = std::uint64_t{1} << (random_() % 12);
      Check(allocator_.AllocateRun(PageCount(pages), PageCount(alignment), reach), pages, alignment,
            reach);
    } else if (kind < 44) {
      if (Check(allocator_.AllocateZeroed(Reach::kBelow4GiB), 1, 1, Reach::kBelow4GiB)) {
        const std::span<std::byte> bytes = allocator_.Bytes(live_.back().range());
        ASSERT_TRUE(
            std::ranges::all_of(bytes, [](std::byte byte) { return byte == std::byte{0}; }));
        std::ranges::fill(bytes, std::byte{0x5A});
      }
    } else {
      const std::uint64_t pages = 1 + random_() % 24;
      const std::uint64_t alignment = std::uint64_t{1} << (random_() % 5);
      Check(allocator_.AllocateRun(PageCount(pages), PageCount(alignment), reach), pages, alignment,
            reach);
    }
  }

  /// Says whether there are such frames.
  bool Check(Result<FrameRun> run, std::uint64_t pages, std::uint64_t alignment, Reach reach) {
    if (!run.ok()) {
      ++refused_;
      EXPECT_EQ(run.error(), Error::kOutOfMemory);
      // Not each time: the model is slow.
      if (random_() % 8 == 0) {
        EXPECT_FALSE(model_.HasRun(pages, alignment, reach)) << pages << " by " << alignment;
      }
      return false;
    }
    const FrameRange range = run.value().range();
    EXPECT_EQ(range.pages, PageCount(pages));
    EXPECT_EQ(range.first.value() % alignment, 0U);
    EXPECT_TRUE(reach == Reach::kAnywhere || range.first < kFirstHighFrame);
    EXPECT_TRUE(model_.Take(range)) << range.first.value() << " and " << pages;
    taken_ += pages;
    live_.push_back(std::move(run).value());
    return true;
  }

  void Give() {
    const FrameRange range = live_.back().Release();
    live_.pop_back();
    EXPECT_TRUE(model_.Give(range));
    // Now and then in two parts.
    const PageCount first(random_() % 4 == 0 ? random_() % range.pages.value() : 0);
    allocator_.Free({range.first + first, range.pages - first});
    allocator_.Free({range.first, first});
    taken_ -= range.pages.value();
  }

  FakePhysicalMemory memory_{PageCount{41000}};
  FrameAllocator allocator_ =
      FrameAllocator::Create(kMap, memory_, {.reserved = kReserved}).value();
  Model model_;
  std::mt19937_64 random_;
  std::vector<FrameRun> live_;
  std::uint64_t total_ = 0;
  std::uint64_t taken_ = 0;
  std::uint64_t refused_ = 0;
  std::uint64_t steps_ = 0;
};

TEST(FrameAllocatorPropertyTest, AgreesWithAModel) {
  Driver driver(20261120);
  const std::uint64_t operations = OperationsToTry(200'000);
  for (std::uint64_t step = 0; step < operations && !testing::Test::HasFailure(); ++step) {
    driver.Step();
    if (step % 64 == 0) {
      driver.CheckCounts();
    }
  }
  driver.Empty();
  // The bounds were met, or this shows less than it says.
  EXPECT_GT(driver.refused(), operations / 1000);
}

}  // namespace
}  // namespace starkernel::pmm
