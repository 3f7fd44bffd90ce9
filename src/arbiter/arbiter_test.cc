#include "src/arbiter/arbiter.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "src/arbiter/fake_machine.h"
#include "src/arbiter/scripted_vm.h"
#include "src/base/error.h"
#include "src/base/expect_panic.h"
#include "src/base/ids.h"
#include "src/base/result.h"
#include "src/forthvm/run_outcome.h"
#include "src/hal/event_log.h"

namespace starkernel::arbiter {
namespace {

void Nothing() {}

class CountingObserver final : public WindowObserver {
 public:
  void AfterSpentWindow() override { ++windows; }
  int windows = 0;
};

TEST(ArbiterTest, IdsCountUpUntilTheTableIsFull) {
  FakeMachine machine(Nothing);
  CountingObserver observer;
  Arbiter arbiter(machine, observer);
  std::vector<std::unique_ptr<ScriptedVm>> vms;
  for (std::size_t index = 0; index < Arbiter::kMaximumVms; ++index) {
    vms.push_back(std::make_unique<ScriptedVm>());
    const Result<VmId> id = arbiter.Admit(vms.back()->vm());
    ASSERT_TRUE(id.ok());
    EXPECT_EQ(id.value().value(), index);
  }
  ScriptedVm one_too_many;
  EXPECT_EQ(arbiter.Admit(one_too_many.vm()).error(), Error::kCapacity);
  EXPECT_EQ(arbiter.alive(), Arbiter::kMaximumVms);
}

TEST(ArbiterTest, AnEndedVmIsReportedOnceAndLeavesTheOthersRunning) {
  FakeMachine machine(Nothing);
  CountingObserver observer;
  Arbiter arbiter(machine, observer);
  ScriptedVm first;
  ScriptedVm second;
  const VmId first_id = arbiter.Admit(first.vm()).value();
  const VmId second_id = arbiter.Admit(second.vm()).value();
  first.Type("BYE");
  second.Type("1 2 + . BYE");

  const ArbiterEvent one = arbiter.NextEvent();
  EXPECT_EQ(one.vm, first_id);
  EXPECT_EQ(one.outcome, forthvm::RunOutcome::kBye);
  EXPECT_EQ(arbiter.alive(), 1U);

  EXPECT_EQ(arbiter.NextEvent().vm, second_id);
  EXPECT_NE(second.output().find("3 "), std::string::npos) << second.output();
  EXPECT_EQ(arbiter.alive(), 0U);
  EXPECT_EQ(machine.idled(), 0);
}

TEST(ArbiterTest, TheMachineIdlesWhileEveryVmWaits) {
  ScriptedVm* waiting = nullptr;
  int idled = 0;
  FakeMachine machine([&] {
    if (++idled == 3) {
      waiting->Type("BYE");
    }
  });
  CountingObserver observer;
  Arbiter arbiter(machine, observer);
  ScriptedVm vm;
  waiting = &vm;
  EXPECT_TRUE(arbiter.Admit(vm.vm()).ok());
  EXPECT_EQ(arbiter.NextEvent().outcome, forthvm::RunOutcome::kBye);
  EXPECT_EQ(machine.idled(), 3);
}

TEST(ArbiterTest, AnEndlessLoopDoesNotKeepOthersFromRunning) {
  FakeMachine machine(Nothing);
  CountingObserver observer;
  Arbiter arbiter(machine, observer);
  ScriptedVm greedy;
  ScriptedVm modest;
  EXPECT_TRUE(arbiter.Admit(greedy.vm()).ok());
  const VmId modest_id = arbiter.Admit(modest.vm()).value();
  greedy.Type(": FOREVER BEGIN AGAIN ; FOREVER");
  modest.Type(": COUNT-TO 0 DO LOOP ; 100000 COUNT-TO 42 . BYE");
  EXPECT_EQ(arbiter.NextEvent().vm, modest_id);
  EXPECT_NE(modest.output().find("42 "), std::string::npos) << modest.output();
  EXPECT_GE(observer.windows, 2) << "spent windows are not reported";
  EXPECT_EQ(arbiter.alive(), 1U);
}

TEST(ArbiterTest, WindowsAreNotedWithTheirEnd) {
  using Kind = hal::EventKind;
  FakeMachine machine(Nothing);
  CountingObserver observer;
  Arbiter arbiter(machine, observer);
  ScriptedVm other;
  ScriptedVm vm({"missing.fs"});
  EXPECT_TRUE(arbiter.Admit(other.vm()).ok());
  EXPECT_TRUE(arbiter.Admit(vm.vm()).ok());
  other.Type(": COUNT-TO 0 DO LOOP ; 15000 COUNT-TO BYE");
  const std::uint64_t before = hal::KernelEvents().recorded();
  EXPECT_EQ(arbiter.NextEvent().outcome, forthvm::RunOutcome::kUncaughtErrorInStartup);
  EXPECT_EQ(arbiter.NextEvent().outcome, forthvm::RunOutcome::kBye);
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

TEST(ArbiterTest, AFailedStartupFileIsReportedAndTheVmGoesOn) {
  FakeMachine machine(Nothing);
  CountingObserver observer;
  Arbiter arbiter(machine, observer);
  ScriptedVm vm({"missing.fs"});
  EXPECT_TRUE(arbiter.Admit(vm.vm()).ok());
  EXPECT_EQ(arbiter.NextEvent().outcome, forthvm::RunOutcome::kUncaughtErrorInStartup);
  EXPECT_EQ(arbiter.alive(), 1U);
  vm.Type("BYE");
  EXPECT_EQ(arbiter.NextEvent().outcome, forthvm::RunOutcome::kBye);
}

TEST(ArbiterTest, WithoutAnyVmThereIsNothingToArbitrate) {
  FakeMachine machine(Nothing);
  CountingObserver observer;
  Arbiter arbiter(machine, observer);
  EXPECT_PANIC((void)arbiter.NextEvent(), "no VM instance left");
}

}  // namespace
}  // namespace starkernel::arbiter
