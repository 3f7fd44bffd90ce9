#include "src/forthvm/words/control_words.h"

#include <string>

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(ControlWords, Decide) {
  ExpectAnswers({
      {": A IF 1 ELSE 2 THEN . ; TRUE A FALSE A", "1 2 ok"},
      {": B DUP 0< IF DROP .\" neg\" EXIT THEN 0= IF .\" zero\" ELSE .\" pos\" THEN ;", "ok"},
      {"-1 B 0 B 1 B", "negzeropos ok"},
      {": C AHEAD 1 . THEN 2 . ; C", "2 ok"},
      {": D CASE 1 OF .\" one\" ENDOF 2 OF .\" two\" ENDOF DUP . ENDCASE ; 1 D 2 D 3 D",
       "onetwo3 ok"},
      {": E CASE ENDCASE ; 5 E .S", "<0> ok"},
  });
}

TEST(ControlWords, Repeat) {
  ExpectAnswers({
      {": A 5 BEGIN DUP . 1- DUP 0= UNTIL DROP ; A", "5 4 3 2 1 ok"},
      {": B 3 BEGIN DUP WHILE DUP . 1- REPEAT DROP ; B", "3 2 1 ok"},
      {": C 0 BEGIN 1+ DUP 4 = IF EXIT THEN AGAIN ; C .", "4 ok"},
      {": D BEGIN DUP WHILE 1- DUP 3 = UNTIL .\" three\" ELSE .\" none\" THEN DROP ; 9 D 2 D",
       "threenone ok"},
      {": F DUP 1 > IF DUP 1- RECURSE * THEN ; 10 F .", "3628800 ok"},
  });
}

TEST(ControlWords, Count) {
  ExpectAnswers({
      {": A 3 0 DO I . LOOP ; A", "0 1 2 ok"},
      {": B 3 3 ?DO I . LOOP .\" done\" ; B", "done ok"},
      {": C 2 0 DO 2 0 DO J . I . LOOP LOOP ; C", "0 0 0 1 1 0 1 1 ok"},
      {": D 10 0 DO I 3 = IF LEAVE THEN I . LOOP ; D", "0 1 2 ok"},
      {": E 10 0 DO I . 3 +LOOP ; E", "0 3 6 9 ok"},
      {": G -3 0 DO I . -1 +LOOP ; G", "0 -1 -2 -3 ok"},
      {": H 10 0 DO I 5 = IF I UNLOOP EXIT THEN LOOP 99 ; H .", "5 ok"},
      {": K 5 0 DO I >R R> . LOOP ; K", "0 1 2 3 4 ok"},
      {": L 1 5 DO I . -2 +LOOP ; L", "5 3 1 ok"},
      {": M 9223372036854775807 DUP 2 - DO I DROP 1 LOOP ; M + .", "2 ok"},
      {": N -9223372036854775808 9223372036854775806 DO I . LOOP ; N",
       "9223372036854775806 9223372036854775807 ok"},
  });
}

TEST(ControlWords, LoopParametersStayInTheirDefinition) {
  ExpectAnswers({
      {": INNER I ; : OUTER 3 0 DO INNER LOOP ; OUTER",
       "? loop parameters unavailable: I (THROW -26)"},
      {": A 3 0 DO J LOOP ; A", "? loop parameters unavailable: J (THROW -26)"},
      {": B UNLOOP ; B", "? loop parameters unavailable: UNLOOP (THROW -26)"},
      {": C 3 0 DO EXIT LOOP ; C", "? return stack imbalance: C (THROW -25)"},
      {": D 3 0 DO UNLOOP LOOP ; D", "? loop parameters unavailable: LOOP (THROW -26)"},
      {": E BEGIN 1 0 DO AHEAD LOOP THEN AGAIN ;",
       "? control structure mismatch: LOOP (THROW -22)"},
  });
}

TEST(ControlWords, LoopsNestToALimit) {
  VmHarness vm;
  EXPECT_EQ(vm.Answer(": DEEP 1 0 DO RECURSE LOOP ; DEEP"),
            "? return stack overflow: DEEP (THROW -5)");
  EXPECT_EQ(vm.Answer(": MANY 1 0 DO 1 0 DO RECURSE LOOP LOOP ; MANY"),
            "? do-loops nested too deeply: DO (THROW -7)");
}

TEST(ControlWords, StructuresMustMatch) {
  for (const std::string_view body :
       {"IF", "BEGIN", "DO", "CASE", "IF ELSE", "BEGIN WHILE", "CASE 1 OF"}) {
    VmHarness vm;
    EXPECT_EQ(vm.Answer(": BAD " + std::string(body) + " ;"),
              "? control structure mismatch: a structure is not finished at ; (THROW -22)");
  }
  for (const std::string_view body :
       {"THEN", "ELSE", "BEGIN THEN", "REPEAT", "IF REPEAT", "UNTIL", "AGAIN", "DO UNTIL", "LOOP",
        "BEGIN LOOP", "+LOOP", "LEAVE", "ENDCASE", "OF", "CASE ENDOF", "IF ENDOF", "WHILE",
        "IF WHILE", "CASE 1 OF ENDCASE"}) {
    VmHarness vm;
    const std::string word(body.substr(body.rfind(' ') + 1));
    EXPECT_EQ(vm.Answer(": BAD " + std::string(body) + " ;"),
              "? control structure mismatch: " + word + " (THROW -22)");
    EXPECT_EQ(vm.Answer("BAD"), "? undefined word: BAD (THROW -13)");
    EXPECT_EQ(vm.Answer("1 2 + ."), "3 ok");
  }
}

TEST(ControlWords, MeanNothingWhileInterpreting) {
  VmHarness vm;
  for (const Word& word : control_words::kWords) {
    EXPECT_EQ(vm.Answer(word.name),
              "? interpreting a compile-only word: " + std::string(word.name) + " (THROW -14)");
    EXPECT_EQ(vm.Answer("' " + std::string(word.name) + " EXECUTE"),
              "? interpreting a compile-only word: " + std::string(word.name) + " (THROW -14)");
  }
}

TEST(ControlWords, StructuresNestToALimit) {
  VmHarness vm;
  vm.Answer(": DEEP");
  std::string line;
  for (int depth = 0; depth < 257; ++depth) {
    line += "IF ";
  }
  EXPECT_EQ(vm.Answer(line.substr(0, 256 * 3)), "compiled");
  EXPECT_EQ(vm.Answer("IF"),
            "? control-flow stack overflow: structures nested too deeply, the limit is 256 "
            "(THROW -52)");
  EXPECT_EQ(vm.Answer("1 2 + ."), "3 ok");
}

}  // namespace
}  // namespace starkernel::forthvm
