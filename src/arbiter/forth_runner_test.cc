#include "src/arbiter/forth_runner.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/arbiter/budget_group.h"
#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/lifecycle.h"
#include "src/arbiter/preemption.h"
#include "src/arbiter/runnable.h"
#include "src/arbiter/scripted_vm.h"
#include "src/arbiter/scripted_world.h"
#include "src/arbiter/sleep_queue.h"
#include "src/arbiter/vm_control_block.h"
#include "src/arbiter/vm_table.h"
#include "src/base/ids.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/forthvm/engine_kind.h"
#include "src/hal/event_log.h"

namespace starkernel::arbiter {
namespace {

/// StarForth VM instances under an arbiter.
class ForthRunnerTest : public testing::Test, private Lookout {
 protected:
  struct Started {
    explicit Started(std::vector<std::string_view> files) : vm(std::move(files)), runner(vm.vm()) {}
    ScriptedVm vm;
    ForthRunner runner;
    VmId id;
  };

  Started& Start(std::vector<std::string_view> files = {}) {
    started_.push_back(std::make_unique<Started>(std::move(files)));
    Started& made = *started_.back();
    made.id = vms_.Add({.runnable = made.runner}).value();
    made.runner.SetId(made.id);
    arbiter_.Admit(made.id).value();
    return made;
  }

  void Look(CpuArbiter& vm_arbiter, bool rested) override {
    if (rested) {
      EXPECT_LT(vm_arbiter.rests(), 100U) << "nobody goes on";
      if (vm_arbiter.rests() >= 100) {
        Require(vm_arbiter.End(VmId(0)).ok(), "VM[0] does not end either");
      }
      on_rest_();
      vm_arbiter.WakeForInput();
    }
  }

  std::function<void()> on_rest_ = [] {};
  std::vector<VmControlBlock> blocks_{8};
  std::vector<BudgetGroup> groups_{1};
  std::vector<SleepEntry> sleepers_{8};
  VmTable vms_{blocks_};
  ScriptedTime time_;
  std::vector<std::unique_ptr<Started>> started_;
  CpuArbiter arbiter_{
      {.vms = vms_, .groups = groups_, .sleepers = sleepers_, .time = time_, .lookout = *this}, {}};
};

TEST_F(ForthRunnerTest, AnEndedVmIsReportedOnceAndLeavesTheOthersRunning) {
  Started& first = Start();
  Started& second = Start();
  first.vm.Type("BYE");
  second.vm.Type("1 2 + . BYE");
  EXPECT_EQ(arbiter_.NextEvent().vm, first.id);
  EXPECT_EQ(arbiter_.NextEvent().vm, second.id);
  EXPECT_NE(second.vm.output().find("3 "), std::string::npos) << second.vm.output();
  EXPECT_EQ(arbiter_.rests(), 0U);
  EXPECT_GT(vms_.Find(first.id)->cycles, 0U);
}

TEST_F(ForthRunnerTest, TheProcessorRestsWhileEveryVmWaits) {
  Started& only = Start();
  int rests = 0;
  on_rest_ = [&] {
    if (++rests == 3) {
      only.vm.Type("BYE");
    }
  };
  EXPECT_EQ(arbiter_.NextEvent().state, LifecycleState::kDead);
  EXPECT_EQ(rests, 3);
}

TEST_F(ForthRunnerTest, AnEndlessLoopDoesNotKeepOthersFromRunning) {
  Started& greedy = Start();
  Started& modest = Start();
  greedy.vm.Type(": FOREVER BEGIN AGAIN ; FOREVER");
  modest.vm.Type(": COUNT-TO 0 DO LOOP ; 100000 COUNT-TO 42 . BYE");
  EXPECT_EQ(arbiter_.NextEvent().vm, modest.id);
  EXPECT_NE(modest.vm.output().find("42 "), std::string::npos) << modest.vm.output();
  const VmControlBlock& loops = *vms_.Find(greedy.id);
  const VmControlBlock& counts = *vms_.Find(modest.id);
  EXPECT_GE(counts.reductions.value(), 100'000U);
  // How often is a matter of time: it may owe turns, if the host held it up in one.
  EXPECT_GT(loops.windows, 0U);
}

TEST_F(ForthRunnerTest, ALongOperationIsChargedWhole) {
  Started& only = Start();
  // In pieces of 64 KiB, at a reduction for 16 bytes.
  only.vm.Type("CREATE ROOM 320000 ALLOT ROOM 320000 0 FILL BYE");
  EXPECT_EQ(arbiter_.NextEvent().vm, only.id);
  EXPECT_GE(vms_.Find(only.id)->reductions.value(), 20'000U) << only.vm.output();
  EXPECT_LE(vms_.Find(only.id)->reductions.value(), 21'000U);
}

TEST_F(ForthRunnerTest, WindowsAreNotedWithTheirEnd) {
  using Kind = hal::EventKind;
  Started& other = Start();
  Start({"missing.fs"});
  other.vm.Type(": COUNT-TO 0 DO LOOP ; 15000 COUNT-TO BYE");
  const std::uint64_t before = hal::KernelEvents().recorded();
  EXPECT_EQ(arbiter_.NextEvent().state, LifecycleState::kFaulted);
  EXPECT_EQ(arbiter_.NextEvent().state, LifecycleState::kDead);
  std::vector<std::pair<Kind, std::uint64_t>> noted;
  for (std::uint64_t number = before; number < hal::KernelEvents().recorded(); ++number) {
    const auto event = hal::KernelEvents().At(number);
    ASSERT_TRUE(event.has_value());
    noted.emplace_back(event->kind, event->first);
  }
  const std::vector<std::pair<Kind, std::uint64_t>> wanted = {
      {Kind::kWindowBegun, 0},   {Kind::kWindowSpent, 0},
      {Kind::kWindowBegun, 1},   {Kind::kUncaughtThrow, static_cast<std::uint64_t>(-38)},
      {Kind::kStartupFailed, 1}, {Kind::kWindowBegun, 0},
      {Kind::kWindowBye, 0}};
  EXPECT_EQ(noted, wanted);
}

/// Says so after it was asked so many times.
class CountedPreemption final : public Preemption {
 public:
  explicit CountedPreemption(int after) : left_(after) {}
  void Begin() override { ++begins; }
  [[nodiscard]] bool IsRaised() override {
    ++asked;
    return left_-- == 0;
  }
  void End() override { ++ends; }

  int begins = 0;
  int asked = 0;
  int ends = 0;

 private:
  int left_;
};

/// Runs a window of a VM instance that loops.
WindowEnd RunLoop(Reductions quantum, Preemption* preemption) {
  ScriptedVm vm;
  ForthRunner runner(vm.vm());
  vm.Type(": FOREVER BEGIN 1000 0 DO LOOP AGAIN ; FOREVER");
  return runner.Run({.quantum = quantum, .preemption = preemption});
}

TEST(ForthRunnerPreemptionTest, AWindowEndsAtThePieceAfterWhichItIsTo) {
  CountedPreemption preemption(7);
  const WindowEnd end = RunLoop(Reductions(1'000'000), &preemption);
  EXPECT_EQ(end.outcome, WindowOutcome::kPreempted);
  EXPECT_EQ(preemption.asked, 8);
  EXPECT_EQ(preemption.begins, 1);
  EXPECT_EQ(preemption.ends, 1);
  EXPECT_GE(end.spent, Preemption::kFirstPiece + Preemption::kPiece * 7);
  EXPECT_LT(end.spent, Preemption::kFirstPiece + Preemption::kPiece * 8);
}

TEST(ForthRunnerPreemptionTest, PiecesAreTogetherWhatOneRunIs) {
  constexpr Reductions kQuantum{12'345};
  CountedPreemption preemption(-1);
  const WindowEnd end = RunLoop(kQuantum, &preemption);
  EXPECT_EQ(end.outcome, WindowOutcome::kSpent);
  EXPECT_EQ(preemption.asked, 3);
  EXPECT_GE(end.spent, kQuantum);
  EXPECT_EQ(RunLoop(kQuantum, nullptr).spent, end.spent);
}

TEST(ForthRunnerPreemptionTest, AShortWindowIsNotAskedAbout) {
  CountedPreemption preemption(0);
  EXPECT_EQ(RunLoop(Preemption::kFirstPiece, &preemption).outcome, WindowOutcome::kSpent);
  EXPECT_EQ(preemption.begins, 0);
  EXPECT_EQ(RunLoop(Preemption::kFirstPiece + Reductions(1), &preemption).outcome,
            WindowOutcome::kPreempted);
  EXPECT_EQ(preemption.begins, 1);
}

TEST(ForthRunnerPreemptionTest, WhoWaitsInItsFirstPieceIsNotAskedAbout) {
  CountedPreemption preemption(0);
  ScriptedVm vm;
  ForthRunner runner(vm.vm());
  EXPECT_EQ(runner.Run({.quantum = Reductions(20'000), .preemption = &preemption}).outcome,
            WindowOutcome::kWaiting);
  EXPECT_EQ(preemption.begins, 0);
}

TEST_F(ForthRunnerTest, AFailedStartupFileIsReportedAndTheVmGoesOn) {
  Started& only = Start({"missing.fs"});
  EXPECT_EQ(arbiter_.NextEvent().state, LifecycleState::kFaulted);
  EXPECT_TRUE(arbiter_.Resume(only.id).ok());
  only.vm.Type("BYE");
  EXPECT_EQ(arbiter_.NextEvent().state, LifecycleState::kDead);
}

TEST_F(ForthRunnerTest, SaysWhichEngineIfItIsNotTheUsualOne) {
  Started& started = Start();
  EXPECT_EQ(started.runner.Manner(), "");
  started.vm.vm().UseEngine(forthvm::EngineKind::kPlain);
  EXPECT_EQ(started.runner.Manner(), "plain");
}

}  // namespace
}  // namespace starkernel::arbiter
