#include "src/forthvm/words/time_words.h"

#include "gtest/gtest.h"
#include "src/base/quantities.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(TimeWords, MsWaitsAtLeastSoLong) {
  VmHarness vm;
  vm.host().milliseconds = 1000;
  EXPECT_EQ(vm.Answer("MS@ . 0 MS MS@ ."), "1000 1000 ok");
  vm.host().TypeLine("5 MS 1 .");
  EXPECT_EQ(vm.vm().Run(Reductions(10'000)), RunOutcome::kQuantumSpent);
  vm.host().milliseconds = 1004;
  EXPECT_EQ(vm.vm().Run(Reductions(10'000)), RunOutcome::kQuantumSpent);
  vm.host().milliseconds = 1005;
  EXPECT_EQ(vm.vm().Run(Reductions(10'000)), RunOutcome::kWaitingForInput);
  EXPECT_EQ(vm.Answer("-5 WAIT 0 WAIT DEPTH ."), "0 ok");
}

TEST(TimeWords, AWaitCanBeBroken) {
  VmHarness vm;
  vm.Go();
  vm.host().TypeLine("1000 MS");
  EXPECT_EQ(vm.vm().Run(Reductions(10'000)), RunOutcome::kQuantumSpent);
  vm.vm().Break();
  EXPECT_EQ(vm.Go(), RunOutcome::kWaitingForInput);
}

TEST(TimeWords, TellTheDate) {
  VmHarness vm;
  EXPECT_EQ(vm.Answer("TIME&DATE . . . . . ."), "2026 11 26 12 34 56 ok");
  vm.host().has_time = false;
  EXPECT_EQ(vm.Answer("TIME&DATE"), "? unsupported operation: TIME&DATE (THROW -21)");
  EXPECT_EQ(vm.Answer("1 MS"), "? unsupported operation: MS@ (THROW -21)");
}

}  // namespace
}  // namespace starkernel::forthvm
