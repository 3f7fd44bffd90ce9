#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/arbiter/vm_control_block.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/capabilities/capability.h"
#include "src/kernel/nursery_world.h"
#include "src/kernel/vm_nursery.h"

namespace starkernel::kernel {
namespace {

/// What takes far more of the processor than a loop does for the same reductions.
struct DearMisdeed {
  std::string_view name;
  std::string_view program;
};
constexpr std::array kMisdeeds{
    DearMisdeed{.name = "WritesNumbers", .program = ": T BEGIN 1234567 . AGAIN ; T"},
    DearMisdeed{.name = "WritesLines", .program = ": T BEGIN CR AGAIN ; T"},
    DearMisdeed{.name = "MapsMemoryAndTakesItOut",
                .program = ": T BEGIN 4096 3 MAP-MEM 4096 UNMAP-MEM AGAIN ; T"},
    DearMisdeed{.name = "MapsAllThatItMayAndTakesItOut",
                .program = ": T BEGIN 131072 3 MAP-MEM 131072 UNMAP-MEM AGAIN ; T"},
    DearMisdeed{.name = "MakesVmInstances",
                .program = ": U S\" 1 DROP\" SPAWN-VM DUP START-VM KILL-VM ; "
                           ": T BEGIN ['] U CATCH DROP AGAIN ; T"},
    DearMisdeed{.name = "MakesEmbryos",
                .program = ": U S\" 1 DROP\" SPAWN-VM KILL-VM ; "
                           ": T BEGIN ['] U CATCH DROP AGAIN ; T"},
    DearMisdeed{.name = "GrantsItselfWhatItHas",
                .program = ": U VM-SELF 0 NEXT-CAP GRANT-CAP DROP-CAP ; "
                           ": T BEGIN ['] U CATCH DROP AGAIN ; T"},
    DearMisdeed{.name = "Evaluates", .program = ": T BEGIN S\" 1 DROP\" EVALUATE AGAIN ; T"},
};

/// Where time is the machine's: how much of it each has, by the processor's cycles.
class TimedWorld : protected NurseryWorld {
 protected:
  TimedWorld() : NurseryWorld({.memory = MiB(256), .places = 1024, .virtual_time = false}) {}

  VmId Begin(std::string_view program) {
    const VmId vm = Spawn(program);
    LetTalk(vm);
    Let(vm, capabilities::CapabilityType::kShare);
    Let(vm, capabilities::CapabilityType::kSpawn);
    Let(vm, capabilities::CapabilityType::kKill);
    Start(vm);
    return vm;
  }
  VmId NextOne() { return home_.arbiter().NextEvent().vm; }
  /// What it had of its own time: less what it owes.
  [[nodiscard]] double TimeOf(VmId vm) const {
    const arbiter::VmControlBlock& block = *nursery_->Find(vm);
    return static_cast<double>(block.cycles) - static_cast<double>(block.debt.value());
  }
};

class TimeSharesTest : public testing::TestWithParam<DearMisdeed>, protected TimedWorld {};
class BudgetedTimeTest : public testing::Test, protected TimedWorld {};

TEST_P(TimeSharesTest, WhateverItsReductionsCostNobodyTakesTimeFromOthers) {
  const VmId counts = Begin(": T 0 BEGIN 1+ AGAIN ; T");
  const VmId bad = Begin(GetParam().program);
  const VmId clock = Begin(": T 40000000 0 DO LOOP ; T");
  for (VmId ended = NextOne(); ended != clock; ended = NextOne()) {
    ASSERT_NE(ended, bad);
    Kill(ended);
  }
  const double had = TimeOf(clock);
  EXPECT_NEAR(TimeOf(counts), had, had / 20);
  EXPECT_LE(TimeOf(bad), had * 1.05);
  // Refusals may cost it more reductions than they take time.
  EXPECT_GE(TimeOf(bad), had / 4);
}

INSTANTIATE_TEST_SUITE_P(All, TimeSharesTest, testing::ValuesIn(kMisdeeds),
                         [](const testing::TestParamInfo<DearMisdeed>& misdeed) {
                           return std::string(misdeed.param.name);
                         });

/// Interpreted, so that its windows are long beside what lies between them: that is nobody's time,
/// and sanitizers make it as long as a window of machine code.
constexpr std::string_view kCounts = "1 ENGINE! : T 0 BEGIN 1+ AGAIN ; T";

// What others touch, and what is to be done when they end, is the time of whoever makes them.
TEST_F(BudgetedTimeTest, WhoHasABudgetHasItBesideWhoeverMakesOthers) {
  const VmId counts = Begin(kCounts);
  const auto quarter = home_.arbiter().ready().AddGroup(Reductions(250'000));
  ASSERT_TRUE(home_.arbiter().SetGroup(counts, quarter.value()).ok());
  const VmId bad = Begin(
      ": CHILD S\" : U 120000 16384 DO I C@ DROP 4096 +LOOP ; U\" SPAWN-VM "
      "FALSE OVER SUPERVISE-VM START-VM ; : T BEGIN ['] CHILD CATCH DROP YIELD AGAIN ; T");
  const std::uint64_t begin = __builtin_ia32_rdtsc();
  const double counted = TimeOf(counts);
  for (int ended = 0; ended < 1'000; ++ended) {
    ASSERT_NE(NextEvent().vm, bad);
  }
  const auto passed = static_cast<double>(__builtin_ia32_rdtsc() - begin);
  EXPECT_GE(TimeOf(counts) - counted, passed / 4 * 0.95);
}

// Each is made by the one before it, which has ended.
TEST_F(BudgetedTimeTest, WhoCountsHasAsMuchTimeAsARelayOfOrphans) {
  constexpr std::string_view kTouches = ": U 120000 16384 DO I C@ DROP 4096 +LOOP ; U";
  const VmId counts = Begin(kCounts);
  Begin(kTouches);
  const std::uint64_t begin = __builtin_ia32_rdtsc();
  const double counted = TimeOf(counts);
  for (int ended = 0; ended < 1'000; ++ended) {
    Start(Spawn(kTouches, NextEvent().vm));
  }
  const auto passed = static_cast<double>(__builtin_ia32_rdtsc() - begin);
  EXPECT_GE(TimeOf(counts) - counted, passed / 2 * 0.9);
}

}  // namespace
}  // namespace starkernel::kernel
