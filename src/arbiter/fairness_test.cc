#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <random>
#include <tuple>
#include <vector>

#include "src/arbiter/priority_class.h"
#include "src/arbiter/runnable.h"
#include "src/arbiter/scripted_world.h"
#include "src/arbiter/vm_control_block.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/forthvm/wait.h"

namespace starkernel::arbiter {
namespace {

using enum PriorityClass;
using forthvm::WaitReason;

constexpr std::size_t kWindows = 40'000;

/// What a VM instance spent, in hundredths of what all did.
class FairnessTest : public testing::Test {
 protected:
  void Run(std::size_t windows = kWindows) {
    world_.StopAfter(windows);
    static_cast<void>(world_.arbiter().NextEvent());
  }
  [[nodiscard]] double ShareOf(const std::vector<VmId>& vms) const {
    std::uint64_t own = 0;
    for (const VmId id : vms) {
      own += world_.At(id).reductions.value();
    }
    std::uint64_t all = 0;
    for (auto id = world_.vms().Next({}); id.has_value(); id = world_.vms().Next(id)) {
      all += world_.At(*id).reductions.value();
    }
    return 100.0 * static_cast<double>(own) / static_cast<double>(all);
  }

  ScriptedWorld world_{64};
};

/// Gives the rest of its quantum up after 500 reductions.
WindowEnd Yield(const WindowGrant& /*grant*/) {
  return {.outcome = WindowOutcome::kYielded, .wait = {}, .spent = Reductions(500)};
}

TEST_F(FairnessTest, ClassesGetTheirSharesAndTheirMembersEquallyMuch) {
  const std::vector device = {world_.Start(Loop, kDevice)};
  const std::vector interactive = {world_.Start(Loop, kInteractive),
                                   world_.Start(Loop, kInteractive)};
  const std::vector normal = {world_.Start(Loop), world_.Start(Loop), world_.Start(Loop)};
  const std::vector background = {world_.Start(Loop, kBackground)};
  Run();
  EXPECT_NEAR(ShareOf(device), 40, 0.05 * 40);
  EXPECT_NEAR(ShareOf(interactive), 30, 0.05 * 30);
  EXPECT_NEAR(ShareOf(normal), 20, 0.05 * 20);
  EXPECT_NEAR(ShareOf(background), 10, 0.05 * 10);
  EXPECT_NEAR(ShareOf({normal[1]}), 20.0 / 3, 0.05 * 20 / 3);
  EXPECT_NEAR(ShareOf({interactive[0]}), 15, 0.05 * 15);
}

TEST_F(FairnessTest, WhatAClassLeavesGoesToTheOthersByTheirShares) {
  const std::vector interactive = {world_.Start(Loop, kInteractive)};
  const std::vector background = {world_.Start(Loop, kBackground)};
  Run();
  EXPECT_NEAR(ShareOf(interactive), 75, 0.05 * 75);
  EXPECT_NEAR(ShareOf(background), 25, 0.05 * 25);
}

TEST_F(FairnessTest, WhoYieldsOrSleepsTakesNothingFromWhoComputes) {
  const VmId loops = world_.Start(Loop);
  const VmId other = world_.Start(Loop);
  std::vector<VmId> modest;
  for (int count = 0; count < 5; ++count) {
    modest.push_back(world_.Start(Yield));
    modest.push_back(world_.Start([this](const WindowGrant&) {
      return WaitFor(WaitReason::kTime, world_.arbiter().Now() + Nanoseconds(30'000),
                     Reductions(200));
    }));
  }
  Run();
  EXPECT_NEAR(ShareOf({loops}), ShareOf({other}), 0.05 * 50);
  EXPECT_GT(ShareOf({loops, other}), 80);
  for (const VmId id : modest) {
    EXPECT_GT(world_.At(id).windows, kWindows / 64);
  }
}

TEST_F(FairnessTest, GroupsGetTheirBudgetsWhateverTheirClass) {
  const ShareRules rules;
  const auto percent = [&](std::uint64_t share) { return rules.period / 100 * share; };
  auto& ready = world_.arbiter().ready();
  const BudgetGroupId half = ready.AddGroup(percent(50)).value();
  const BudgetGroupId third = ready.AddGroup(percent(30)).value();
  // The urgent ones have the least budget, and there are many of them.
  std::vector<VmId> urgent;
  for (int count = 0; count < 10; ++count) {
    urgent.push_back(world_.Start(Loop, kDevice));
  }
  const std::vector background = {world_.Start(Loop, kBackground, half)};
  const std::vector normal = {world_.Start(Loop, kNormal, third),
                              world_.Start(Yield, kNormal, third)};
  Run(100'000);
  EXPECT_NEAR(ShareOf(background), 50, 0.05 * 50);
  EXPECT_NEAR(ShareOf(normal), 30, 0.05 * 30);
  EXPECT_NEAR(ShareOf(urgent), 20, 0.05 * 20);
}

/// Nor by windows that are longer than a period has left when nobody has budget. While such a one
/// pays for its last, its budget is nobody's, and free.
TEST_F(FairnessTest, NoGroupGetsMoreByLongWindows) {
  const std::uint64_t period = world_.arbiter().ready().rules().period.value();
  const BudgetGroupId few = world_.arbiter().ready().AddGroup(Reductions(period / 20)).value();
  const std::vector greedy = {world_.Start(Loop, kDevice)};
  ASSERT_TRUE(world_.arbiter().SetGroup(greedy[0], few).ok());
  ASSERT_TRUE(world_.arbiter().SetQuantum(greedy[0], kLongestQuantum).ok());
  const std::vector loop = {world_.Start(Loop)};
  Run();
  EXPECT_GE(ShareOf(loop), 95 - 5);
  EXPECT_LE(ShareOf(greedy), 5 + 5);
}

TEST_F(FairnessTest, WithoutBudgetALowClassGetsWhatNobodyElseWants) {
  auto& ready = world_.arbiter().ready();
  const BudgetGroupId none = ready.AddGroup(Reductions(0)).value();
  const std::vector idle = {world_.Start(Loop, kBackground, none)};
  // Computes for 10,000 reductions, and begins again 40,000 after it began.
  const std::vector busy = {world_.Start([this](const WindowGrant& grant) {
    return WaitFor(WaitReason::kTime, world_.arbiter().Now() + Nanoseconds(40'000), grant.quantum);
  })};
  Run();
  EXPECT_NEAR(ShareOf(busy), 25, 0.05 * 25);
  EXPECT_NEAR(ShareOf(idle), 75, 0.05 * 75);
}

/// What many VM instances of all kinds do is the same whenever it is done again, and time is real
/// or not.
TEST(VirtualTimeTest, TheSameInputGivesTheSameTransitions) {
  const auto run = [](std::uint64_t seed) {
    ScriptedWorld world(64);
    std::vector<std::mt19937_64> random;
    for (std::uint64_t vm = 0; vm < 50; ++vm) {
      random.emplace_back(seed + vm);
    }
    for (std::size_t vm = 0; vm < random.size(); ++vm) {
      world.Start(
          [&world, &own = random[vm]](const WindowGrant& grant) {
            const Reductions spent(own() % (grant.quantum.value() + 1));
            switch (own() % 5) {
              case 0: return WindowEnd{WindowOutcome::kYielded, {}, spent};
              case 1:
                return WaitFor(WaitReason::kTime,
                               world.arbiter().Now() + Nanoseconds(own() % 500'000), spent);
              case 2:
                static_cast<void>(
                    world.arbiter().Wake(VmId(own() % 50), forthvm::WakeCause::kEvent));
                return WaitFor(WaitReason::kMessage,
                               world.arbiter().Now() + Nanoseconds(own() % 5'000'000), spent);
              default: return Loop(grant);
            }
          },
          static_cast<PriorityClass>(vm % kPriorityClasses));
    }
    world.StopAfter(30'000);
    static_cast<void>(world.arbiter().NextEvent());
    return std::tuple(world.windows, world.arbiter().Now(), world.arbiter().rests());
  };
  EXPECT_EQ(run(1), run(1));
  EXPECT_NE(run(1), run(2));
}

}  // namespace
}  // namespace starkernel::arbiter
