#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/base/quantities.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

/// A session that touches every kind of instruction, errors included.
std::string Transcript(Reductions quantum) {
  VmHarness vm({.files = {{"start.fs", ": S 3 0 DO I . LOOP ;\nS\n( a\ncomment ) 4 .\n"},
                          {"more.fs", "S\" 1 2 + .\" EVALUATE\nNO-SUCH\n"}},
                .startup = {"start.fs"},
                .quantum = quantum});
  vm.host().TypeLines({
      "1 2 + .",
      ": FIB DUP 2 < IF DROP 1 ELSE DUP 1- RECURSE SWAP 2 - RECURSE + THEN ;",
      "15 FIB .",
      ": NEST 3 0 DO 3 0 DO I J * . LOOP LOOP ; NEST",
      ": SUM 0 100 0 DO I + 7 +LOOP ; SUM .",
      ": CONST CREATE , DOES> @ ; 5 CONST FIVE FIVE .",
      "S\" : EVALUATED 9 . ; EVALUATED\" EVALUATE",
      ": OOPS 1 0 / ; : TRY ['] OOPS CATCH . ; TRY",
      "INCLUDE more.fs",
      "300 SPACES 65 EMIT HERE 3000 CHAR y FILL HERE 3000 TYPE",
      "KEY . KEY? . PAD 10 ACCEPT .",
      "keytyped",
      ": DEEP RECURSE ; DEEP",
      ": SEL CASE 1 OF .\" one\" ENDOF 2 OF .\" two\" ENDOF .\" other\" ENDCASE ; 2 SEL 7 SEL",
      "7 400 .R",
      "WORDS",
      "DEFER D ' FIVE IS D D . 8 VALUE V 9 TO V V .",
      "1 2 3 .S",
      "BYE",
  });
  EXPECT_EQ(vm.Go(), RunOutcome::kBye);
  return vm.TakeTranscript();
}

TEST(Preemption, TheQuantumDoesNotChangeTheResults) {
  const std::string whole = Transcript(Reductions(std::numeric_limits<std::uint64_t>::max()));
  EXPECT_NE(whole.find("987 ok"), std::string::npos);
  EXPECT_NE(whole.find("<3> 1 2 3 ok"), std::string::npos);
  for (const std::uint64_t quantum : {1U, 2U, 3U, 7U, 64U, 1000U, 100'000U}) {
    EXPECT_EQ(Transcript(Reductions(quantum)), whole) << "quantum " << quantum;
  }
}

/// Runs a loop of known cost and counts the quanta.
int QuantaFor(std::uint64_t quantum) {
  VmHarness vm;
  vm.Answer(": SPIN 10000 0 DO LOOP ;");
  vm.host().TypeLine("SPIN");
  int runs = 1;
  while (vm.vm().Run(Reductions(quantum)) == RunOutcome::kQuantumSpent) {
    ++runs;
  }
  return runs;
}

TEST(Preemption, ReductionsAreCountedExactly) {
  // 9999 branches back over one instruction, and a few for the line itself.
  EXPECT_EQ(QuantaFor(1'000'000), 1);
  EXPECT_EQ(QuantaFor(1000), 11);
  EXPECT_EQ(QuantaFor(100), 101);
}

TEST(Preemption, NoChainOfTransfersIsForFree) {
  for (const std::string_view line :
       {"DEFER A ' A IS A A", "DEFER A DEFER B ' B IS A ' A IS B A"}) {
    VmHarness vm;
    vm.Go();
    vm.host().TypeLine(line);
    for (int runs = 0; runs < 50; ++runs) {
      EXPECT_EQ(vm.vm().Run(Reductions(100)), RunOutcome::kQuantumSpent) << line;
    }
  }
}

TEST(Preemption, WhatWasRefusedIsNotCharged) {
  VmHarness vm;
  vm.Go();
  vm.host().TypeLine("$7FFFFFFFFFFFFFFF BUFFER: X");
  EXPECT_EQ(vm.vm().Run(Reductions(1000)), RunOutcome::kWaitingForInput);
  EXPECT_EQ(vm.TakeTranscript(),
            "ok\n$7FFFFFFFFFFFFFFF BUFFER: X \n? dictionary overflow: data space is used up, "
            "the limit is 1048576 (THROW -8)\n  at column 19\n");
  vm.host().TypeLine("160000 BUFFER: Y");
  EXPECT_EQ(vm.vm().Run(Reductions(1000)), RunOutcome::kQuantumSpent);
}

TEST(Preemption, ADebtIsPaidFromLaterQuanta) {
  VmHarness vm;
  vm.Go();
  vm.host().TypeLine("HERE 160000 0 FILL 5 .");
  EXPECT_EQ(vm.vm().Run(Reductions(1)), RunOutcome::kQuantumSpent);
  int runs = 1;
  while (vm.vm().Run(Reductions(100)) == RunOutcome::kQuantumSpent) {
    ++runs;
  }
  EXPECT_GE(runs, 100);
  EXPECT_LE(runs, 102);
}

}  // namespace
}  // namespace starkernel::forthvm
