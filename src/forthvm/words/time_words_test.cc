#include "src/forthvm/words/time_words.h"

#include "gtest/gtest.h"
#include "src/base/quantities.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/kernel_door.h"
#include "src/forthvm/kernel_word.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm_harness.h"
#include "src/forthvm/wait.h"

namespace starkernel::forthvm {
namespace {

/// A kernel that knows SLEEP alone; its time stands at 0.
class SleepingDoor final : public KernelDoor {
 public:
  [[nodiscard]] KernelAnswer Enter(const KernelCall& call) override {
    EXPECT_EQ(call.word, KernelWord::kSleep);
    if (call.woken == WakeCause::kDeadline) {
      return {};
    }
    return {.state = KernelAnswer::State::kWait,
            .wait = {.reason = WaitReason::kTime,
                     .deadline = Nanoseconds(Unsigned(call.arguments[0]))}};
  }
};

TEST(TimeWords, MsSleepsAtLeastSoLong) {
  SleepingDoor door;
  VmHarness vm;
  vm.host().door = &door;
  vm.host().milliseconds = 1000;
  EXPECT_EQ(vm.Answer("MS@ . 0 MS MS@ ."), "1000 1000 ok");
  vm.host().TypeLine("5 MS 1 .");
  EXPECT_EQ(vm.Go(), RunOutcome::kWaiting);
  EXPECT_EQ(vm.vm().wait().deadline, Nanoseconds(5'000'000));
  // Woken too early by a clock that is not quite the same, it sleeps for the rest.
  vm.host().milliseconds = 1004;
  EXPECT_EQ(vm.vm().Run(Reductions(10'000), WakeCause::kDeadline), RunOutcome::kWaiting);
  EXPECT_EQ(vm.vm().wait().deadline, Nanoseconds(1'000'000));
  vm.host().milliseconds = 1005;
  EXPECT_EQ(vm.vm().Run(Reductions(10'000), WakeCause::kDeadline), RunOutcome::kWaitingForInput);
  EXPECT_EQ(vm.Answer("-5 WAIT 0 WAIT DEPTH ."), "0 ok");
}

TEST(TimeWords, AWaitCanBeBroken) {
  SleepingDoor door;
  VmHarness vm;
  vm.host().door = &door;
  vm.Go();
  vm.host().TypeLine("1000 MS");
  EXPECT_EQ(vm.Go(), RunOutcome::kWaiting);
  vm.vm().Break();
  EXPECT_EQ(vm.Go(), RunOutcome::kWaitingForInput);
}

TEST(TimeWords, TellTheDate) {
  VmHarness vm;
  EXPECT_EQ(vm.Answer("TIME&DATE . . . . . ."), "2026 11 26 12 34 56 ok");
  vm.host().has_time = false;
  EXPECT_EQ(vm.Answer("TIME&DATE"), "? unsupported operation: TIME&DATE (THROW -21)");
  EXPECT_EQ(vm.Answer("1 MS"), "? unsupported operation: MS@ (THROW -21)");
  vm.host().has_time = true;
  EXPECT_EQ(vm.Answer("1 MS"), "? unsupported operation: SLEEP (THROW -21)");
}

}  // namespace
}  // namespace starkernel::forthvm
