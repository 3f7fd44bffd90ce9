// That programs do the same with the native engine: those that are made by chance, those that try
// to leave the sandbox, and the examples.
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "gtest/gtest.h"
#include "src/base/test_effort.h"
#include "src/forthvm/engine_comparison.h"
#include "src/forthvm/engine_lanes.h"
#include "src/forthvm/vm.h"
#include "src/native/native_harness.h"

namespace starkernel::native {
namespace {

/// Tells how much code it made when it goes.
class CountedHarness : public NativeHarness {
 public:
  CountedHarness(forthvm::Vm& vm, std::size_t& bytes) : NativeHarness(vm), bytes_(bytes) {}
  CountedHarness(const CountedHarness&) = delete;
  CountedHarness& operator=(const CountedHarness&) = delete;
  ~CountedHarness() { bytes_ += code().bytes().size(); }

 private:
  std::size_t& bytes_;
};

class NativeDifferential : public testing::Test {
 protected:
  ~NativeDifferential() override { EXPECT_GT(bytes_, 0U) << "nothing was translated"; }

  std::size_t bytes_ = 0;
  std::array<forthvm::AttachedEngine, 1> native_{forthvm::AttachedEngine{
      .name = "native", .attach = [this](forthvm::Vm& vm) -> std::shared_ptr<void> {
        return std::make_shared<CountedHarness>(vm, bytes_);
      }}};
};

TEST_F(NativeDifferential, RandomProgramsDoTheSame) {
  forthvm::ExpectRandomProgramsAlike(OperationsToTry(1000), native_);
}

TEST_F(NativeDifferential, AttacksEndAsTheContractSays) {
  forthvm::ExpectAttacksFailAlike(native_);
}

/// What is thrown and caught: a definition, and what is done with it.
constexpr auto kCaught = std::to_array<std::array<std::string_view, 2>>({
    {": ODD DUP 1 AND THROW ; : ODDS 0 6 0 DO I ['] ODD CATCH + + LOOP ;", "ODDS ."},
    {": AGAIN ['] ODD CATCH DUP THROW ; : TWICE 4 0 DO I ['] AGAIN CATCH . . LOOP ;", "TWICE"},
    {": DEEP DUP IF 1- 8 >R 5 0 DO RECURSE LOOP ELSE -7 THROW THEN ;",
     "8 9 4 ' DEEP CATCH .S DROP 2DROP DROP"},
    {": HELD 7 >R 3 0 DO I 1+ ['] ODD CATCH . J . . LOOP R> . ;", "1 0 DO HELD LOOP"},
    {": HELD 7 >R 3 0 DO I 1+ ['] ODD CATCH . R@ . I . . LOOP R> . ;", "' HELD CATCH ."},
    {": HELD 7 >R 3 0 DO I ['] ODD CATCH . . I . LOOP R> . ;", "HELD"},
    {": LOCAL {: a b | c :} 5 TO c a b c THROW ; : USES {: d :} d 2 ['] LOCAL CATCH d + . . . ;",
     "11 USES"},
    {": TAKES DROP DROP DROP 4 -5 THROW ; : TAKEN 1 2 3 ['] TAKES CATCH ;", "9 TAKEN .S 0 SP!"},
    {": GIVES 1 2 3 4 -5 THROW ; : GIVEN 7 ['] GIVES CATCH ;", "GIVEN .S 0 SP!"},
    {": MOVES 3 >IN ! -5 THROW ; : MOVED ['] MOVES CATCH ;", "MOVED .S 0 SP!"},
    {": SETS 9 >IN +! ; : SET ['] SETS CATCH ;", "SET (        ) .S 0 SP!"},
    {": ZERO 1 0 / ; : SAME ['] ZERO CATCH THROW ;", "SAME"},
    {": KNOWN ['] ZERO CATCH DROP 2DROP -10 ['] THROW CATCH THROW ;", "KNOWN"},
    {": OTHER 0 THROW -11 THROW ; : NEW ['] ZERO CATCH DROP ['] OTHER CATCH DROP ZERO ;", "NEW"},
    {": THIRD ['] ZERO CATCH DROP 2DROP ['] OTHER CATCH DROP -10 THROW ;", "THIRD"},
    {"0 VALUE ME : NEST DUP IF 1- ME CATCH THROW ELSE -9 THROW THEN ; ' NEST TO ME",
     "3 ' NEST CATCH . DROP 70 ' NEST CATCH . DROP"},
    {": LEAVES 1 >R ; : LEFT ['] LEAVES CATCH . ;", "LEFT"},
    {": LOOPS 3 0 DO I 2 = IF I THROW THEN LOOP ; : LOOPED ['] LOOPS CATCH ;", "LOOPED ."},
    {": CLIMBS BEGIN DEPTH 1024 < WHILE 1 REPEAT ; : FULL ['] CLIMBS CATCH ;",
     "FULL DEPTH . . 0 SP!"},
    {": SINKS RECURSE 1+ ; : SUNK 2 0 DO ['] SINKS CATCH . LOOP ;", "SUNK"},
    {": ANY 12345678 CATCH ; : NONE ['] ANY CATCH . DROP 0 ['] DUP CATCH . . . ;", "NONE"},
    {": TOKEN ['] CATCH EXECUTE ; : BY ['] ODD ['] TOKEN CATCH ;", "3 BY .S 0 SP! 2 BY .S 0 SP!"},
    {": PLAIN 1 . -4 THROW ; : PRINTS 3 0 DO ['] PLAIN CATCH . LOOP ;", "PRINTS"},
    {": LATE ['] ODD CATCH 0= IF 1 . THEN 5 SWAP THROW ;", "3 LATE 4 LATE"},
});

/// Short words that are done in place of a call, whatever is around them: a definition, and what is
/// done with it.
constexpr auto kInlined = std::to_array<std::array<std::string_view, 2>>({
    {": W 1+ ; : MIX SWAP OVER + ; : FEW? 3 AND 0= ; : NESTED W MIX W ; : TWICE NESTED NESTED ;",
     "1 2 TWICE . . 8 FEW? . 9 FEW? ."},
    {": AROUND DUP IF W MIX ELSE NESTED THEN W ;", "5 0 AROUND . . 5 6 AROUND . ."},
    {": SKIPPED DUP IF W W THEN W W ;", "0 SKIPPED . 6 SKIPPED ."},
    {": BACK BEGIN W DUP 9 < WHILE W REPEAT W ;", "0 BACK . 8 BACK ."},
    {": ASKED FEW? IF W THEN FEW? 0= IF W THEN W ;", "1 8 8 ASKED . 1 9 9 ASKED ."},
    {": COUNTED 0 9 0 DO W I MIX NIP W LOOP W ;", "COUNTED ."},
    {"CREATE CELLS4 1 , 2 , 3 , 4 , : FETCHED W 7 - CELLS4 @ W + W CELLS4 CELL+ ! W ;",
     "6 FETCHED . CELLS4 CELL+ @ ."},
    {": FAULTS W @ W ; : DIVIDES W SWAP W SWAP W / W ;", "7 0 ' FAULTS CATCH . ."},
    {": PARTS 7 -2 DIVIDES . ;", "PARTS 7 -3 ' DIVIDES CATCH . . ."},
    {": PARKS W >R W MIX R> W ;", "1 2 3 PARKS . . ."},
    {": LOCAL {: a b :} a W b MIX W a + TO a a W ;", "1 2 LOCAL . ."},
    {": DEPTHS W W RECURSE ;", "0 ' DEPTHS CATCH . ."},
    {": DEEPER NESTED RECURSE W ;", "1 2 ' DEEPER CATCH . . ."},
    {": DEEPEST RECURSE TWICE ; : LAST DUP IF 1- RECURSE TWICE ELSE TWICE THEN ;",
     "9 1019 ' LAST CATCH . . . 9 1021 ' LAST CATCH . . . 9 1023 ' LAST CATCH . . ."},
    {": LACKS DROP MIX W ; : FILLS BEGIN DEPTH 1020 < WHILE 0 REPEAT ; : OVERS 2DUP 2DUP 2DUP ;",
     "1 2 ' LACKS CATCH . .S 0 SP! FILLS ' OVERS CATCH . DEPTH . 0 SP!"},
    {": WIDE 1234567890123 XOR ; : WIDER W WIDE 9876543210987 W WIDE + W ;", "5 WIDER ."},
    {": LONG W W W W W W W W W W W W W W W W W W W W W W W W W W W W W W W W W W W W W W W W "
     "W W W W W W W W W W W W W W W W W W W W W W W W W W W W W W W W W W W W W W W W ;",
     "0 LONG ."},
    {": SUMS + ; : ANDS AND ; : MIXED 1+ + ; : THREE + + ; : LESS 5 - + 1+ ; : BOTH AND IF 1 THEN "
     ";",
     "1 2 SUMS . 12 10 ANDS . 3 4 MIXED . 1 2 3 THREE . 9 9 LESS . 6 2 4 BOTH . 6 2 3 BOTH . ."},
});

/// Each is preempted at one point, whichever that is, and otherwise only where the kernel would.
void ExpectAlikeWhereverPreempted(std::span<const forthvm::AttachedEngine> native,
                                  std::span<const std::array<std::string_view, 2>> programs) {
  forthvm::EngineLanes lanes(nullptr, native);
  EXPECT_TRUE(lanes.Run(forthvm::Quanta::Of(1000), 100, "beginning"));
  constexpr int kRuns = 1000;
  for (const auto& [definitions, program] : programs) {
    lanes.Type(definitions);
    EXPECT_TRUE(lanes.Run(forthvm::Quanta::Of(1'000'000), kRuns, definitions));
    for (std::uint64_t point = 1; point < 400 && !testing::Test::HasFailure();
         point += 1 + point / 40) {
      lanes.TypeLine(program);
      static_cast<void>(lanes.Run(forthvm::Quanta::Of(point), 1, program));
      EXPECT_TRUE(lanes.Run(forthvm::Quanta::Of(1'000'000), kRuns, program)) << program;
      EXPECT_TRUE(lanes.IsAtPrompt()) << program;
    }
    for (const std::uint64_t quantum : {1U, 2U, 5U}) {
      lanes.TypeLine(program);
      constexpr int kMany = 100'000;
      EXPECT_TRUE(lanes.Run(forthvm::Quanta::Of(quantum), kMany, program)) << program;
    }
    lanes.TakeTranscript();
  }
}

TEST_F(NativeDifferential, WhatIsThrownIsCaughtAlikeWhereverItIsPreempted) {
  ExpectAlikeWhereverPreempted(native_, kCaught);
}

TEST_F(NativeDifferential, ShortWordsAreDoneAlikeWhereverTheyArePreempted) {
  ExpectAlikeWhereverPreempted(native_, kInlined);
}

TEST_F(NativeDifferential, EveryExampleDoesTheSame) { forthvm::ExpectExamplesAlike(native_); }

}  // namespace
}  // namespace starkernel::native
