#include "src/vmm/frame_shares.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <utility>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/memory_region.h"
#include "src/pmm/fake_physical_memory.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_run.h"
#include "src/vmm/frame_chain.h"

namespace starkernel::vmm {
namespace {

constexpr std::uint64_t kSharesFrames = 1024;
constexpr std::array kSharesMap{
    hal::MemoryRegion{PhysAddr{0}, PageCount{kSharesFrames}, hal::MemoryKind::kUsable}};

class FrameSharesTest : public testing::Test {
 protected:
  FrameNumber NewFrame() { return frames_.Allocate().value().Release().first; }
  PageCount Free() { return frames_.statistics().free; }

  pmm::FakePhysicalMemory memory_{PageCount{kSharesFrames}};
  pmm::FrameAllocator frames_ = pmm::FrameAllocator::Create(kSharesMap, memory_).value();
  FrameShares shares_{frames_};
};

TEST_F(FrameSharesTest, AFrameWithOneOwnerCostsNothing) {
  const PageCount before = Free();
  {
    const CountedFrame frame = shares_.Own(NewFrame());
    EXPECT_EQ(before - Free(), PageCount{1});
    EXPECT_EQ(shares_.Others(frame.value()), 0U);
  }
  EXPECT_EQ(Free(), before);
}

TEST_F(FrameSharesTest, TheLastOwnerGivesTheFrameBack) {
  const PageCount before = Free();
  std::optional<CountedFrame> first = shares_.Own(NewFrame());
  std::optional<CountedFrame> second = shares_.Share(first->value()).value();
  std::optional<CountedFrame> third = shares_.Share(first->value()).value();
  EXPECT_EQ(shares_.Others(first->value()), 2U);
  EXPECT_EQ(before - Free(), PageCount{5}) << "the frame, and four nodes";
  first.reset();
  EXPECT_EQ(shares_.Others(second->value()), 1U);
  third.reset();
  EXPECT_EQ(before - Free(), PageCount{1}) << "without counts there are no nodes";
  second.reset();
  EXPECT_EQ(Free(), before);
}

TEST_F(FrameSharesTest, RunningOutOfFramesCountsNothing) {
  std::vector<pmm::FrameRun> taken;
  const CountedFrame frame = shares_.Own(NewFrame());
  while (Free() > PageCount{0}) {
    taken.push_back(frames_.Allocate().value());
  }
  for (std::uint64_t free = 0; free < 4; ++free) {
    EXPECT_EQ(shares_.Share(frame.value()).error(), Error::kOutOfMemory);
    EXPECT_EQ(Free(), PageCount(free));
    EXPECT_EQ(shares_.Others(frame.value()), 0U);
    taken.pop_back();
  }
  EXPECT_TRUE(shares_.Share(frame.value()).ok());
  EXPECT_EQ(Free(), PageCount{4}) << "the new owner is gone at once";
}

TEST_F(FrameSharesTest, ThereAreFramesBeyondCounting) {
  EXPECT_EQ(shares_.Share(FrameNumber{std::uint64_t{1} << 36U}).error(), Error::kOutOfRange);
}

/// Owners come and go; every frame that has one is allocated, and no other.
TEST_F(FrameSharesTest, AgreesWithAModel) {
  const PageCount before = Free();
  {
    std::mt19937_64 random(11);
    std::vector<CountedFrame> owners;
    std::map<std::uint64_t, std::uint64_t> model;
    for (int step = 0; step < 20'000; ++step) {
      const bool grows = owners.size() < 100 && random() % 2 == 0;
      if (owners.empty() || (grows && random() % 3 == 0)) {
        owners.push_back(shares_.Own(NewFrame()));
        ++model[owners.back().value().value()];
      } else if (grows) {
        const FrameNumber frame = owners[random() % owners.size()].value();
        owners.push_back(shares_.Share(frame).value());
        ++model[frame.value()];
      } else {
        std::swap(owners[random() % owners.size()], owners.back());
        const std::uint64_t frame = owners.back().value().value();
        owners.pop_back();
        if (--model[frame] == 0) {
          model.erase(frame);
        }
      }
      if (step % 100 == 0) {
        for (const auto& [frame, count] : model) {
          ASSERT_EQ(shares_.Others(FrameNumber(frame)), count - 1);
        }
        const bool shared =
            std::ranges::any_of(model, [](auto& entry) { return entry.second > 1; });
        const PageCount nodes = before - Free() - PageCount{model.size()};
        // All frames lie below 4 MiB: at most two nodes of the lowest level.
        ASSERT_GE(nodes, PageCount{shared ? 4U : 0U});
        ASSERT_LE(nodes, PageCount{shared ? 5U : 0U});
      }
    }
  }
  EXPECT_EQ(Free(), before);
}

TEST_F(FrameSharesTest, AChainGivesZerosAndWhatIsLeftBack) {
  const PageCount before = Free();
  FrameNumber taken;
  {
    FrameChain chain(frames_);
    EXPECT_TRUE(chain.Extend(PageCount{7}).ok());
    EXPECT_EQ(before - Free(), PageCount{7});
    taken = chain.Take();
    const auto words = frames_.Words({taken, PageCount{1}});
    EXPECT_TRUE(std::ranges::all_of(words, [](std::uint64_t word) { return word == 0; }));
    EXPECT_EQ(chain.Extend(PageCount{kSharesFrames}).error(), Error::kOutOfMemory);
    EXPECT_EQ(Free(), PageCount{0});
  }
  EXPECT_EQ(before - Free(), PageCount{1});
  frames_.Free({taken, PageCount{1}});
}

using FrameChainDeathTest = FrameSharesTest;

TEST_F(FrameChainDeathTest, AnEmptyChainHasNothingToTake) {
  FrameChain chain(frames_);
  EXPECT_DEATH(static_cast<void>(chain.Take()), "");
}

}  // namespace
}  // namespace starkernel::vmm
