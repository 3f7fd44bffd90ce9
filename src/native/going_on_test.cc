#include <gtest/gtest.h>

#include <optional>
#include <string_view>

#include "src/base/quantities.h"
#include "src/forthvm/engine_kind.h"
#include "src/forthvm/next_quantum.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_harness.h"
#include "src/forthvm/wait.h"
#include "src/native/native_harness.h"

namespace starkernel::native {
namespace {

using forthvm::EngineKind;
using forthvm::RunOutcome;
using forthvm::VmHarness;

constexpr Reductions kQuantum{100};

/// Gives the same quantum again, so many times; its user may interrupt before the last of them.
class SomeQuanta final : public forthvm::NextQuantum {
 public:
  explicit SomeQuanta(int quanta, forthvm::Vm* interrupted = nullptr)
      : left(quanta), interrupted_(interrupted) {}

  [[nodiscard]] std::optional<Reductions> Next(Reductions spent) override {
    if (left == 0) {
      return std::nullopt;
    }
    --left;
    spent_in_all += spent;
    if (left == 0 && interrupted_ != nullptr) {
      interrupted_->Break();
    }
    return kQuantum;
  }

  int left;
  Reductions spent_in_all;

 private:
  forthvm::Vm* interrupted_;
};

TEST(GoingOn, IsDoneAtOnceWhereAQuantumIsSpent) {
  for (const std::string_view program :
       {": SPIN 5 >R 100000 0 DO LOOP R> . ; SPIN",
        ": FIB DUP 2 < IF EXIT THEN DUP 1- RECURSE SWAP 2 - RECURSE + ; 25 FIB ."}) {
    VmHarness vm;
    const NativeHarness engine(vm.vm());
    vm.host().TypeLine(program);
    // What compiles it is the plain engine's, which does not go on.
    EXPECT_EQ(vm.vm().Run(Reductions(5'000)), RunOutcome::kQuantumSpent);
    const Reductions owed = vm.vm().owed();
    SomeQuanta quanta(50);
    EXPECT_EQ(vm.vm().Run(kQuantum, forthvm::WakeCause::kEvent, &quanta),
              RunOutcome::kQuantumSpent);
    EXPECT_EQ(quanta.left, 0) << program;
    EXPECT_EQ(owed + quanta.spent_in_all + vm.vm().last_spent(), Reductions(5'100) + vm.vm().owed())
        << program;
  }
}

/// In the midst of what catches that, and then of what does not.
TEST(GoingOn, IsInterruptedAsWhoStopped) {
  VmHarness plain;
  plain.vm().UseEngine(EngineKind::kPlain);
  VmHarness vm;
  const NativeHarness engine(vm.vm());
  for (VmHarness* const each : {&plain, &vm}) {
    each->host().TypeLine(": DEEP DUP IF 1- RECURSE 1+ ELSE BEGIN 1 0 DO LOOP AGAIN THEN ;");
    each->host().TypeLine(": SPIN 9 >R 20 DEEP R> ; : TWICE ['] SPIN CATCH . SPIN ; TWICE");
    EXPECT_EQ(each->vm().Run(Reductions(5'000)), RunOutcome::kQuantumSpent);
  }
  constexpr int kQuanta = 20;
  for (int interrupts = 0; interrupts < 2; ++interrupts) {
    SomeQuanta quanta(kQuanta, &vm.vm());
    const RunOutcome outcome = vm.vm().Run(kQuantum, forthvm::WakeCause::kEvent, &quanta);
    Reductions spent;
    for (int quantum = 0; quantum < kQuanta; ++quantum) {
      EXPECT_EQ(plain.vm().Run(kQuantum), RunOutcome::kQuantumSpent);
      spent += plain.vm().last_spent();
    }
    plain.vm().Break();
    EXPECT_EQ(plain.vm().Run(kQuantum), outcome);
    EXPECT_EQ(quanta.left, 0);
    EXPECT_EQ(quanta.spent_in_all, spent);
    EXPECT_EQ(vm.vm().last_spent(), plain.vm().last_spent());
    EXPECT_EQ(vm.vm().owed(), plain.vm().owed());
    EXPECT_EQ(vm.vm().depths(), plain.vm().depths());
    EXPECT_EQ(vm.Stack(), plain.Stack());
    EXPECT_EQ(vm.host().transcript, plain.host().transcript);
  }
  EXPECT_EQ(plain.Go(), RunOutcome::kWaitingForInput);
  EXPECT_EQ(vm.Go(), RunOutcome::kWaitingForInput);
  EXPECT_EQ(vm.vm().uncaught(), -28);
  EXPECT_EQ(vm.host().transcript, plain.host().transcript);
}

}  // namespace
}  // namespace starkernel::native
