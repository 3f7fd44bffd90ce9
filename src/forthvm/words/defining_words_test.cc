#include "src/forthvm/words/defining_words.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "src/base/quantities.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(DefiningWords, MakeWords) {
  ExpectAnswers({
      {": SQ DUP * ; 7 SQ .", "49 ok"},
      {"5 CONSTANT FIVE FIVE . 1 2 2CONSTANT PAIR PAIR . .", "5 2 1 ok"},
      {"7 VALUE SEVEN SEVEN . 8 TO SEVEN SEVEN .", "7 8 ok"},
      {": SET TO SEVEN ; 9 SET SEVEN .", "9 ok"},
      {"2VARIABLE V2 V2 2@ . . 100 BUFFER: B B 99 + C@ .", "0 0 0 ok"},
      {"CREATE TABLE 1 , 2 , 3 , TABLE CELL+ @ .", "2 ok"},
      {"' TABLE >BODY TABLE = .", "-1 ok"},
      {":NONAME 3 4 + ; EXECUTE .", "7 ok"},
      {"DEFER D :NONAME 1 . ; IS D D ' FIVE IS D D .", "1 5 ok"},
      {"' D DEFER@ ' FIVE = . ' PAIR ' D DEFER! D . .", "-1 2 1 ok"},
      {": BIG 9223372036854775807 -2147483649 2147483648 -1 ; BIG . . . .",
       "-1 2147483648 -2147483649 9223372036854775807 ok"},
  });
}

TEST(DefiningWords, DoesGivesBehaviour) {
  ExpectAnswers({
      {": CONST CREATE , DOES> @ ; 5 CONST A 6 CONST B A . B .", "5 6 ok"},
      {": ARRAY CREATE CELLS ALLOT DOES> SWAP CELLS + ; 4 ARRAY T 7 2 T ! 2 T @ .", "7 ok"},
      {": TWICE CREATE DOES> DROP 1 DOES> DROP 2 ; TWICE W W .", "1 ok"},
      {"W .", "2 ok"},
      {"CREATE L : USE L ; : GIVE DOES> DROP 9 ; CREATE M GIVE M . USE L = .", "9 -1 ok"},
      {"5 CONSTANT C GIVE", "? not a word made by CREATE: C (THROW -31)"},
      {": BAD IF DOES> ;",
       "? control structure mismatch: a structure is not finished at DOES> (THROW -22)"},
  });
}

TEST(DefiningWords, DoesInABodyThatWasReplacedMeanwhile) {
  VmHarness vm;
  ExpectAnswers(vm, std::vector<Exchange>{
                        {": Y DOES> DROP 1 DROP ;", "ok"},
                        {": MK CREATE DOES> DROP Y S\" CREATE B\" EVALUATE DOES> DROP 7 ;", "ok"},
                        {"MK A A", "ok"},
                        {"B . A DEPTH .", "7 0 ok"},
                    });
  // What B does costs its own length, no more.
  vm.host().TypeLine("B DROP");
  EXPECT_EQ(vm.vm().Run(Reductions(100)), RunOutcome::kWaitingForInput);
}

TEST(DefiningWords, TheNewestDefinitionWins) {
  ExpectAnswers({
      {": X 1 ; : Y X ; : X 2 ; X . Y .", "redefined X 2 1 ok"},
      {": x 3 ; X .", "redefined x 3 ok"},
      {": X X 10 + ; X .", "redefined X 13 ok"},
      {": DUP 99 ; DUP .", "redefined DUP 99 ok"},
      {"S\" : X 4 ;\" EVALUATE X .", "4 ok"},
      {": IMM 5 . ; IMMEDIATE : Z IMM ; Z", "5 ok"},
  });
}

TEST(DefiningWords, AFailedDefinitionLeavesNothing) {
  VmHarness vm;
  vm.Answer(": GOOD 1 ;");
  const std::string before = vm.Answer("HERE U. UNUSED U. WORDS");
  const WordId end = vm.vm().word_end();
  EXPECT_EQ(vm.Answer(": BAD S\" text in data space\" IF NO-SUCH-WORD THEN ;"),
            "? undefined word: NO-SUCH-WORD (THROW -13)");
  EXPECT_EQ(vm.Answer("HERE U. UNUSED U. WORDS"), before);
  EXPECT_EQ(vm.vm().word_end(), end);
  EXPECT_EQ(vm.Answer("STATE @ . BAD"), "0 \n? undefined word: BAD (THROW -13)");
  EXPECT_EQ(vm.Answer(": GOOD 2 BAD ;"), "redefined GOOD \n? undefined word: BAD (THROW -13)");
  EXPECT_EQ(vm.Answer("GOOD ."), "1 ok");
}

TEST(DefiningWords, TheTokenOfAFailedAnonymousDefinitionIsNeverReused) {
  ExpectAnswers({
      {"VARIABLE XT : TRY S\" :NONAME DUP XT ! NO-SUCH-WORD\" EVALUATE ;", "ok"},
      {": KEEP S\" :NONAME [ DUP XT ! ] NO-SUCH-WORD\" EVALUATE ; ' KEEP CATCH .", "-13 ok"},
      {": NEXT 5 ; ' NEXT XT @ = .", "0 ok"},
      {"XT @ ' EXECUTE CATCH . DROP", "-13 ok"},
  });
}

TEST(DefiningWords, BadNamesAndPlaces) {
  VmHarness vm;
  EXPECT_EQ(vm.Answer(":"), "? a name is missing (THROW -16)");
  EXPECT_EQ(vm.Answer("CREATE"), "? a name is missing (THROW -16)");
  EXPECT_EQ(vm.Answer("5 CONSTANT"), "? a name is missing (THROW -16)");
  EXPECT_EQ(vm.Answer("5 TO DUP"), "? invalid name argument: DUP (THROW -32)");
  EXPECT_EQ(vm.Answer("5 TO NO-SUCH-WORD"), "? undefined word: NO-SUCH-WORD (THROW -13)");
  EXPECT_EQ(vm.Answer("' DUP >BODY"), "? not a word made by CREATE: >BODY (THROW -31)");
  EXPECT_EQ(vm.Answer(": A [ CREATE B ] ;"), "? compiler nesting: B (THROW -29)");
  EXPECT_EQ(vm.Answer(": A [ : B ] ;"), "? compiler nesting: B (THROW -29)");
  EXPECT_EQ(vm.Answer(";"), "? interpreting a compile-only word: ; (THROW -14)");
  EXPECT_EQ(vm.Answer("]"),
            "? interpreting a compile-only word: ] outside a definition (THROW -14)");
  EXPECT_EQ(vm.Answer(": FOO 1 ; FOO ."), "1 ok");
  EXPECT_EQ(vm.Answer("DEFER D D"),
            "? undefined word: D was not given a meaning with IS (THROW -13)");
  const std::string longest(255, 'n');
  EXPECT_EQ(vm.Answer(": " + longest + " 5 ; " + longest + " ."), "5 ok");
  EXPECT_EQ(vm.Answer(": " + longest + "n ;"),
            "? definition name too long: " + longest + " (THROW -19)");
}

TEST(DefiningWords, StorageLimitsAreNamed) {
  VmHarness small({.code = 150, .words = 320});
  std::string answer;
  for (int index = 0; index < 200 && answer.find("THROW") == std::string::npos; ++index) {
    answer = small.Answer("VARIABLE V" + std::to_string(index));
  }
  EXPECT_EQ(answer, "? dictionary overflow: word headers are used up, the limit is 319 (THROW -8)");
  EXPECT_EQ(small.Answer("1 2 + ."), "3 ok");
  VmHarness names({.names = 2048});
  answer.clear();
  for (int index = 0; index < 100 && answer.find("THROW") == std::string::npos; ++index) {
    answer = names.Answer("VARIABLE " + std::string(100, 'x') + std::to_string(index));
  }
  EXPECT_EQ(answer,
            "? dictionary overflow: name characters are used up, the limit is 2048 (THROW -8)");
  VmHarness code({.code = 60});
  EXPECT_EQ(code.Answer(": F 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 ;"),
            "? dictionary overflow: code instructions are used up, the limit is 60 (THROW -8)");
  EXPECT_EQ(code.Answer(": G 1 2 + ; G ."), "3 ok");
}

}  // namespace
}  // namespace starkernel::forthvm
