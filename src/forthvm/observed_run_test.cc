#include "src/forthvm/observed_run.h"

#include <cstdint>
#include <string>

#include "gtest/gtest.h"
#include "src/base/quantities.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

/// Phases of different words, with long operations, errors that are caught and a word forgotten.
constexpr const char* kProgram = R"forth(
: A DUP XOR ; : B 1 + A ; : C 3 0 DO B LOOP ; : D HERE 2000 ERASE ; : E -5 THROW ;
: PHASE1 0 DO I B DROP LOOP ; : PHASE2 0 DO I C DROP LOOP ; : PHASE3 0 DO D LOOP ;
: PHASE4 0 DO ['] E CATCH DROP LOOP ;
PHYSICS-ON
: F 0 DO I DROP LOOP ; 20000 F FORGET F : G 0 DO I DROP LOOP ; 20000 G
64 PHYSICS-PERIOD!
: RUN 6 0 DO 3000 PHASE1 2000 PHASE2 1000 PHASE3 1000 PHASE4 LOOP ; RUN
TICK-ROWS WINDOW TRANSITIONS 20 TOP-WORDS
)forth";

std::string OutputWith(Reductions quantum, const std::string& program = kProgram) {
  VmHarness vm({.files = {{"p.fs", program}}, .startup = {"p.fs"}, .quantum = quantum});
  EXPECT_EQ(vm.Go(), RunOutcome::kWaitingForInput);
  return vm.TakeTranscript();
}

TEST(ObservedRun, SeesTheSameHoweverTimeIsCut) {
  const std::string whole = OutputWith(Reductions{1'000'000'000});
  EXPECT_NE(whole.find("tick_number"), std::string::npos);
  EXPECT_NE(whole.find("PHASE4"), std::string::npos) << whole;
  EXPECT_EQ(OutputWith(Reductions{10'000}), whole);
  EXPECT_EQ(OutputWith(Reductions{1}), whole);
  EXPECT_EQ(OutputWith(Reductions{777}), whole);
}

TEST(ObservedRun, SeesEachWordOnceHoweverTimeIsCut) {
  std::string program = kProgram;
  program.replace(program.find("64 PHYSICS-PERIOD!"), 2, "0");
  const std::string whole = OutputWith(Reductions{1'000'000'000}, program);
  EXPECT_NE(whole.find("ERASE"), std::string::npos) << whole;
  EXPECT_EQ(OutputWith(Reductions{1}, program), whole);
  EXPECT_EQ(OutputWith(Reductions{777}, program), whole);
}

TEST(ObservedRun, CountsEachWordWhereItIsExact) {
  VmHarness vm;
  vm.Answer(": FIB DUP 2 < IF DROP 1 EXIT THEN DUP 1- RECURSE SWAP 2 - RECURSE + ;");
  vm.Answer("DEFER D ' DUP IS D 5 CONSTANT C CREATE K MARKER M");
  vm.Answer("PHYSICS-ON 0 PHYSICS-PERIOD! 1 PHYSICS-LOOPS!");
  // 10 FIB calls itself 176 times, and 88 of all calls add.
  EXPECT_EQ(vm.Answer("10 FIB . ' FIB ENTROPY@ . ' + ENTROPY@ . ' < ENTROPY@ ."),
            "89 177 88 177 ok");
  EXPECT_EQ(vm.Answer("C D DROP DROP K DROP ' C ENTROPY@ . ' D ENTROPY@ . ' K ENTROPY@ ."),
            "1 1 1 ok");
  EXPECT_EQ(vm.Answer("M 1 DROP"), "ok");
}

TEST(ObservedRun, CountsOnceWhatIsDoneInPieces) {
  VmHarness vm;
  vm.Answer(
      "CREATE B 300000 ALLOT : T B 300000 ERASE B 300000 1 FILL B 300000 B OVER COMPARE DROP ;");
  vm.Answer("PHYSICS-ON 0 PHYSICS-PERIOD! 1 PHYSICS-LOOPS! T T");
  EXPECT_EQ(vm.Answer("' ERASE ENTROPY@ . ' FILL ENTROPY@ . ' COMPARE ENTROPY@ ."), "2 2 2 ok");
  EXPECT_EQ(vm.Answer("RESET-ENTROPY 7 ' DUP ' EXECUTE EXECUTE 2DROP ' EXECUTE ENTROPY@ ."),
            "2 ok");
}

TEST(ObservedRun, LeavesResultsAsTheyAre) {
  VmHarness vm;
  vm.Answer(": FIB DUP 2 < IF DROP 1 EXIT THEN DUP 1- RECURSE SWAP 2 - RECURSE + ;");
  EXPECT_EQ(vm.Answer("20 FIB ."), "10946 ok");
  EXPECT_EQ(vm.Answer("PHYSICS-ON 1 PHYSICS-PERIOD! 20 FIB ."), "10946 ok");
  EXPECT_EQ(vm.Answer("PHYSICS-OFF 20 FIB . PHYSICS-ON 20 FIB . PHYSICS-OFF 20 FIB ."),
            "10946 10946 10946 ok");
}

TEST(ObservedRun, ChargesWhatItCosts) {
  const auto spent = [](const char* line) {
    VmHarness vm({.quantum = Reductions{1'000'000'000}});
    vm.Answer(": W 100000 0 DO LOOP ;");
    vm.Answer(line);
    vm.Answer("W");
    return vm.vm().last_spent().value();
  };
  const std::uint64_t alone = spent("1 DROP");
  const std::uint64_t often = spent("PHYSICS-ON 1 PHYSICS-PERIOD!");
  EXPECT_GT(often, alone + 99'000);
  const std::uint64_t rarely = spent("PHYSICS-ON 1000000 PHYSICS-PERIOD!");
  EXPECT_LT(rarely, alone + 1000);
}

TEST(ObservedRun, BeginsWithinTheWindow) {
  VmHarness vm;
  vm.Go();
  for (const char* line : {"PHYSICS-ON", "PHYSICS-ON PHYSICS-OFF PHYSICS-ON", "PHYSICS-OFF"}) {
    vm.host().TypeLine(line);
    EXPECT_EQ(vm.vm().Run(Reductions{1'000'000}), RunOutcome::kWaitingForInput) << line;
    EXPECT_LT(vm.vm().last_spent(), Reductions{10'000}) << line;
  }
}

TEST(ObservedRun, EndsWithTheVmInstanceAsItWas) {
  VmHarness vm;
  vm.Answer("PHYSICS-ON");
  vm.Answer("COLD");
  EXPECT_EQ(vm.Answer("PHYSICS-LOOPS@").substr(0, 13), "? unsupported");
}

TEST(ObservedRun, StopsAtAnInterrupt) {
  VmHarness vm;
  vm.Answer("PHYSICS-ON : FOREVER BEGIN AGAIN ;");
  vm.host().TypeLine("FOREVER");
  for (int window = 0; window < 10; ++window) {
    EXPECT_EQ(vm.vm().Run(Reductions{10'000}), RunOutcome::kQuantumSpent);
  }
  vm.vm().Break();
  EXPECT_EQ(vm.Go(), RunOutcome::kWaitingForInput);
  EXPECT_EQ(vm.vm().uncaught(), -28);
  EXPECT_EQ(vm.Answer("1 2 + ."), "3 ok");
}

}  // namespace
}  // namespace starkernel::forthvm
