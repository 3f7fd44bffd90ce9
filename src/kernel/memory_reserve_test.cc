#include "src/kernel/memory_reserve.h"

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/runnable.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/kernel/nursery_world.h"
#include "src/kernel/vm_nursery.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_run.h"

namespace starkernel::kernel {
namespace {

/// Takes a frame in each of its windows, and keeps it, until there is none.
class Hog final : public arbiter::Runnable {
 public:
  explicit Hog(pmm::FrameAllocator& frames) : frames_(frames) {}
  arbiter::WindowEnd Run(const arbiter::WindowGrant& grant) override {
    Result<pmm::FrameRun> frame = frames_.Allocate();
    if (!frame.ok()) {
      return {.outcome = arbiter::WindowOutcome::kFaulted, .spent = grant.quantum};
    }
    taken.push_back(std::move(frame).value());
    return {.outcome = arbiter::WindowOutcome::kSpent, .spent = grant.quantum};
  }
  std::vector<pmm::FrameRun> taken;

 private:
  pmm::FrameAllocator& frames_;
};

class MemoryReserveTest : public testing::Test, protected NurseryWorld {
 protected:
  /// Takes all that is free.
  std::vector<pmm::FrameRun> TakeAll() {
    std::vector<pmm::FrameRun> taken;
    for (auto frame = frames_.Allocate(); frame.ok(); frame = frames_.Allocate()) {
      taken.push_back(std::move(frame).value());
    }
    return taken;
  }
  /// So many that have touched 200 pages each, and wait.
  std::vector<VmId> StartMany(int count) {
    std::vector<VmId> all;
    for (; count > 0; --count) {
      all.push_back(Spawn(": T 200 0 DO I 4096 * 8192 + 1 SWAP ! LOOP ; T 1 WAIT-EVENTS"));
      Start(all.back());
    }
    const VmId ends = Spawn(": T 30000 0 DO LOOP ; T");
    Start(ends);
    EXPECT_EQ(NextEvent().vm, ends);
    return all;
  }
  /// Lets the one in VM[0]'s place run `hog` until it finds nothing.
  void RunInPlaceOfVmZero(Hog& hog) {
    home_.arbiter().vms().SetRunnable(VmId(0), hog);
    ASSERT_TRUE(home_.arbiter().Admit(VmId(0)).ok());
    EXPECT_EQ(home_.arbiter().NextEvent().vm, VmId(0));
  }
};

TEST_F(MemoryReserveTest, IsThereFromTheBeginning) {
  EXPECT_EQ(reserve_.held(), MemoryReserve::kFrames);
  EXPECT_FALSE(reserve_.IsShort());
}

TEST_F(MemoryReserveTest, NobodyButVmZeroGetsIt) {
  const std::vector<pmm::FrameRun> taken = TakeAll();
  EXPECT_TRUE(reserve_.IsShort());
  EXPECT_EQ(reserve_.held(), MemoryReserve::kFrames);
  Hog other(frames_);
  const VmId id = home_.arbiter().vms().Add({.runnable = other}).value();
  ASSERT_TRUE(home_.arbiter().Admit(id).ok());
  EXPECT_EQ(home_.arbiter().NextEvent().vm, id);
  EXPECT_TRUE(other.taken.empty());
  Hog own(frames_);
  RunInPlaceOfVmZero(own);
  EXPECT_EQ(own.taken.size(), MemoryReserve::kFrames.value());
  EXPECT_EQ(reserve_.held(), PageCount{0});
}

TEST_F(MemoryReserveTest, WhatItLeavesIsKeptBeforeAnybodyElseRuns) {
  const std::vector<pmm::FrameRun> taken = TakeAll();
  Hog own(frames_);
  Hog other(frames_);
  home_.arbiter().vms().SetRunnable(VmId(0), own);
  ASSERT_TRUE(home_.arbiter().Admit(VmId(0)).ok());
  const VmId id = home_.arbiter().vms().Add({.runnable = other}).value();
  ASSERT_TRUE(home_.arbiter().Admit(id).ok());
  // VM[0] has had one window, and the other finds nothing.
  EXPECT_EQ(home_.arbiter().NextEvent().vm, id);
  EXPECT_TRUE(other.taken.empty());
  EXPECT_EQ(own.taken.size(), 1U);
  EXPECT_EQ(reserve_.held(), MemoryReserve::kFrames - PageCount{1});
}

TEST_F(MemoryReserveTest, IsFilledAgainWhenThereIsMemory) {
  std::vector<pmm::FrameRun> taken = TakeAll();
  Hog own(frames_);
  RunInPlaceOfVmZero(own);
  EXPECT_EQ(reserve_.held(), PageCount{0});
  // Frames that are no runs, then more.
  for (std::size_t index = 0; index < 20; ++index) {
    taken.erase(taken.begin() + static_cast<std::ptrdiff_t>(index * 40));
  }
  reserve_.Fill();
  EXPECT_EQ(reserve_.held(), PageCount{20});
  EXPECT_EQ(frames_.statistics().free, PageCount{0});
  taken.clear();
  reserve_.Fill();
  EXPECT_EQ(reserve_.held(), MemoryReserve::kFrames);
}

TEST_F(MemoryReserveTest, WhoEndsManyHasTheirMemoryAtOnceWhereItIsShort) {
  const std::vector<VmId> all = StartMany(20);
  const std::vector<pmm::FrameRun> taken = TakeAll();
  const PageCount before = frames_.statistics().free;
  ASSERT_GT(nursery_->BodyOf(all.front()).memory, BytesOf(PageCount{200}));
  constexpr std::size_t kFew = 4;
  for (const VmId vm : std::span(all).first(kFew)) {
    Kill(vm);
    EXPECT_EQ(nursery_->Find(vm), nullptr) << "it lies in no grave";
  }
  EXPECT_GE(frames_.statistics().free - before, PageCount{200 * kFew});
  // With more there is no haste.
  for (const VmId vm : std::span(all).subspan(kFew)) {
    Kill(vm);
  }
  EXPECT_NE(nursery_->Find(all.back()), nullptr);
}

/// Notes how much is free in each of its windows, of which it has so many.
class Onlooker final : public arbiter::Runnable {
 public:
  Onlooker(const pmm::FrameAllocator& frames, std::size_t windows)
      : frames_(frames), windows_(windows) {}
  arbiter::WindowEnd Run(const arbiter::WindowGrant& grant) override {
    free.push_back(frames_.statistics().free);
    return {.outcome = free.size() == windows_ ? arbiter::WindowOutcome::kEnded
                                               : arbiter::WindowOutcome::kSpent,
            .spent = grant.quantum};
  }
  std::vector<PageCount> free;

 private:
  const pmm::FrameAllocator& frames_;
  std::size_t windows_;
};

/// Whoever waits for a window waits for one step, not for all that others have left.
TEST_F(MemoryReserveTest, WhatManyLeftIsGivenBackBitByBitWhereItIsShort) {
  const std::vector<VmId> all = StartMany(10);
  for (const VmId vm : all) {
    Kill(vm);
  }
  const std::vector<pmm::FrameRun> taken = TakeAll();
  Onlooker onlooker(frames_, 60);
  const VmId id = home_.arbiter().vms().Add({.runnable = onlooker}).value();
  ASSERT_TRUE(home_.arbiter().Admit(id).ok());
  EXPECT_EQ(home_.arbiter().NextEvent().vm, id);
  EXPECT_GE(onlooker.free.back(), PageCount{10 * 100});
  // A step of pages, and what becomes free with the last of them.
  constexpr PageCount kStep{VmNursery::kStepsBetweenWindows + 16};
  EXPECT_LE(onlooker.free.front(), kStep);
  for (std::size_t window = 1; window < onlooker.free.size(); ++window) {
    EXPECT_LE(onlooker.free.at(window) - onlooker.free.at(window - 1), kStep) << window;
  }
}

}  // namespace
}  // namespace starkernel::kernel
