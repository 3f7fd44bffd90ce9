#include "src/forthvm/words/defining_words.h"

#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "src/base/quantities.h"
#include "src/forthvm/open_definition.h"
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

TEST(DefiningWords, SynonymsMeanTheSame) {
  ExpectAnswers({
      {"SYNONYM DOUBLE 2* 4 DOUBLE . ' DOUBLE ' 2* = .", "8 -1 ok"},
      {"SYNONYM ENDIF THEN : A IF 1 ELSE 2 ENDIF ; 0 A .", "2 ok"},
      {"SYNONYM WHEN IF WHEN", "? interpreting a compile-only word: IF (THROW -14)"},
      {"5 VALUE V SYNONYM W V 6 TO W V . DEFER D SYNONYM E D ' DOUBLE IS E 4 D .", "6 8 ok"},
      {"CREATE C 7 , SYNONYM B C ' B >BODY @ .", "7 ok"},
      {"SYNONYM B B SYNONYM F B F @ .", "redefined B 7 ok"},
      {"S\" F\" FIND-NAME DUP NAME>STRING TYPE NAME> ' C = .", "F-1 ok"},
      {"FORGET F B @ .", "7 ok"},
      {"SYNONYM X", "? a name is missing (THROW -16)"},
      {"SYNONYM X NO-SUCH", "? undefined word: NO-SUCH (THROW -13)"},
      {": Y 1 ; IMMEDIATE SYNONYM Z Y S\" Z\" (FIND) . DROP", "1 ok"},
      {"ONLY VOCABULARY U SYNONYM T U T ORDER", "search: U FORTH definitions: FORTH ok"},
  });
}

TEST(DefiningWords, Quotations) {
  ExpectAnswers({
      {": A 1 [: 2 * ;] EXECUTE 3 ; A . .", "3 2 ok"},
      {": B [: [: 5 ;] EXECUTE 6 + ;] ; B EXECUTE .", "11 ok"},
      {"[: 7 ;] EXECUTE .", "7 ok"},
      {": C 3 0 DO I [: DUP IF 1 ELSE 2 THEN . DROP ;] EXECUTE LOOP ; C", "2 1 1 ok"},
      {": D IF [: 1 EXIT 2 ;] ELSE [: 3 ;] THEN EXECUTE ; 1 D . 0 D .", "1 3 ok"},
      {": E [: 1 ;] ; IMMEDIATE S\" E\" (FIND) . DROP", "1 ok"},
      {": F [: IF ;] THEN ;",
       "? control structure mismatch: a structure is not finished at ;] (THROW -22)"},
      {": F IF [: THEN ;] ;", "? control structure mismatch: THEN (THROW -22)"},
      {": F [: 1 ;", "? control structure mismatch: a quotation is not finished at ; (THROW -22)"},
      {": F ;] ;", "? control structure mismatch: no quotation is open at ;] (THROW -22)"},
      {": F [: LEAVE ;] ;", "? control structure mismatch: LEAVE (THROW -22)"},
      {"[: 1 2", "compiled"},
      {"+ ;] EXECUTE . F", "3 \n? undefined word: F (THROW -13)"},
      {": G [: [: [: [: [: [: [: [: [: ;",
       "? compiler nesting: quotations nested too deeply, the limit is 8 (THROW -29)"},
      {"1 2 + .", "3 ok"},
  });
}

TEST(DefiningWords, AQuotationCannotBeExecutedBeforeItIsComplete) {
  VmHarness vm;
  vm.Answer("VARIABLE Q : NEW [: ;] Q ! ; NEW");
  // Ids grow by one: the next definition, then the quotation in it.
  const std::string token = std::to_string(std::stoi(vm.Answer("Q @ .")) + 2);
  EXPECT_EQ(vm.Answer(": F [: 1 ;] [ Q @ 2 + EXECUTE ] ;"),
            "? undefined word: no word has the execution token " + token + " (THROW -13)");
  EXPECT_EQ(vm.Answer(": G [: 1 ;] ; Q @ 4 + EXECUTE ."), "1 ok");
}

TEST(DefiningWords, ValuesOfBothSizes) {
  ExpectAnswers({
      {"1 2 2VALUE P P . . 3 4 TO P P . . : S TO P ; 5 6 S P . .", "2 1 4 3 6 5 ok"},
      {"DEFER D ' DUP IS D ACTION-OF D ' DUP = . : A ACTION-OF D ; A ' DUP = .", "-1 -1 ok"},
      {"ACTION-OF P", "? invalid name argument: P (THROW -32)"},
      {"5 TO P", "? stack underflow: P (THROW -4)"},
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
  EXPECT_EQ(vm.Answer(": BAD S\" text in data space\" IF NO-SUCH-WORD THEN ;"),
            "? undefined word: NO-SUCH-WORD (THROW -13)");
  EXPECT_EQ(vm.Answer("HERE U. UNUSED U. WORDS"), before);
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

std::string Ones(int count) {
  std::string text;
  for (int index = 0; index < count; ++index) {
    text += "1 ";
  }
  return text;
}

TEST(DefiningWords, StorageLimitsAreNamed) {
  VmHarness small({.words = 1000});
  std::string answer;
  for (int index = 0; index < 1000 && answer.find("THROW") == std::string::npos; ++index) {
    answer = small.Answer("VARIABLE V" + std::to_string(index));
  }
  EXPECT_EQ(answer, "? dictionary overflow: word headers are used up, the limit is 999 (THROW -8)");
  EXPECT_EQ(small.Answer("1 2 + ."), "3 ok");
  VmHarness names({.names = 10'000});
  answer.clear();
  for (int index = 0; index < 100 && answer.find("THROW") == std::string::npos; ++index) {
    answer = names.Answer("VARIABLE " + std::string(100, 'x') + std::to_string(index));
  }
  EXPECT_EQ(answer,
            "? dictionary overflow: name characters are used up, the limit is 10000 (THROW -8)");
  VmHarness code({.code = 1500});
  code.Answer(": F");
  answer.clear();
  for (int lines = 0; lines < 4 && answer.find("THROW") == std::string::npos; ++lines) {
    answer = code.Answer(Ones(500));
  }
  EXPECT_EQ(answer,
            "? dictionary overflow: code instructions are used up, the limit is 1500 (THROW -8)");
  EXPECT_EQ(code.Answer(": G 1 2 + ; G ."), "3 ok");
}

TEST(DefiningWords, ADefinitionHasSoManyInstructionsAtMost) {
  static_assert(kMostInstructions == 16'384);
  const std::string_view too_many =
      "? dictionary overflow: a definition has too many instructions, the limit is 16384 (THROW "
      "-8)";
  VmHarness vm;
  const auto define = [&vm](int instructions, std::string_view end) {
    vm.Answer(": F");
    for (; instructions > 0; --instructions) {
      vm.Answer("DUP");
    }
    return vm.Answer(end);
  };
  EXPECT_EQ(define(16'384, "HERE"), too_many);
  // A word that compiles wants room for the four instructions that some of them append.
  EXPECT_EQ(define(16'380, ";"), "ok");
  EXPECT_EQ(define(16'381, ";"), too_many);
  EXPECT_EQ(define(16'378, "[: DUP ;]"), "compiled");
  EXPECT_EQ(vm.Answer(";"), too_many);
  EXPECT_EQ(vm.Answer(": G 1 2 + ; G ."), "3 ok");
}

}  // namespace
}  // namespace starkernel::forthvm
