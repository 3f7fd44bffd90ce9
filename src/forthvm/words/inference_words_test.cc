#include "src/forthvm/words/inference_words.h"

#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(InferenceWords, AreOffWherePhysicsIs) {
  VmHarness vm;
  for (const std::string_view line :
       {"INFER-DECAY-SLOPE", "INFER-DECAY@", "INFER-WINDOW-WIDTH", "INFER-RUN", "L8-UPDATE",
        "L8-APPLY", "-1 PIPELINING-ENABLE", "PIPELINING-SHOW-STATS", "PIPELINING-RESET-ALL",
        "' DUP PIPELINING-ANALYZE-WORD"}) {
    EXPECT_EQ(vm.Answer(line),
              "? unsupported operation: physics is off, PHYSICS-ON switches it on (THROW -21)")
        << line;
  }
}

TEST(InferenceWords, TellTheVarianceOfNumbers) {
  ExpectAnswers({
      {"PAD 0 Q.VARIANCE .", "0 ok"},
      {"CREATE D 2 Q.FROM-INT , 4 Q.FROM-INT , 4 Q.FROM-INT , 6 Q.FROM-INT ,", "ok"},
      {"D 1 Q.VARIANCE . D 4 Q.VARIANCE Q.PRINT D 2 Q.VARIANCE Q.PRINT", "0 2 1 ok"},
      {"0 1 Q.VARIANCE",
       "? invalid memory address: 0x0 in @, valid are 0x1000 to 0xfffff (THROW -9)"},
  });
}

TEST(InferenceWords, InferNothingFromNothing) {
  ExpectAnswers({
      {"PHYSICS-ON INFER-DECAY-SLOPE . INFER-WINDOW-WIDTH . INFER-DECAY@ .", "0 0 21845 ok"},
      {"INFER-RUN INFER-DECAY@ . PHYSICS-LOOPS@ .", "21845 255 ok"},
  });
}

TEST(InferenceWords, InferFromWhatWasSeen) {
  VmHarness vm;
  vm.Answer(
      ": W [: 4 0 DO LOOP ;] [: 4 0 DO LOOP ;] [: 4 0 DO LOOP ;] [: 4 0 DO LOOP ;]"
      " [: 4 0 DO LOOP ;] [: 4 0 DO LOOP ;] [: 4 0 DO LOOP ;] [: 4 0 DO LOOP ;]"
      " [: 4 0 DO LOOP ;] ;");
  // Words that were hot long ago are cooler than those that were just now.
  vm.Answer(
      ": RUN W 9 0 DO I 1+ 60 * 0 DO J PICK EXECUTE LOOP LOOP 2DROP 2DROP 2DROP 2DROP DROP ;");
  // To infer takes long, and who does it is seen: with another word of late that is cold the line
  // would tell less.
  vm.Answer(": BEGIN-ANEW PHYSICS-ON 1 PHYSICS-PERIOD! 7 PHYSICS-LOOPS! ;");
  vm.Answer(
      ": SLOPE BEGIN-ANEW RUN INFER-DECAY-SLOPE ; : RATE BEGIN-ANEW RUN INFER-RUN INFER-DECAY@ ;");
  EXPECT_EQ(vm.Answer("SLOPE 1000 3000 WITHIN . RATE ."), "-1 1048576 ok");
  EXPECT_EQ(vm.Answer("BEGIN-ANEW RUN INFER-WINDOW-WIDTH ."), "1344 ok");
}

TEST(InferenceWords, SwitchTransitionsAndForgetThem) {
  VmHarness vm;
  vm.Answer(": A ; : RUN 0 DO A LOOP ; PHYSICS-ON 1 PHYSICS-PERIOD!");
  EXPECT_EQ(vm.Answer("0 PIPELINING-ENABLE PHYSICS-LOOPS@ . 0 PIPELINING-ENABLE PHYSICS-LOOPS@ ."),
            "247 247 ok");
  EXPECT_EQ(vm.Answer("5 PIPELINING-ENABLE PHYSICS-LOOPS@ . -1 PIPELINING-ENABLE PHYSICS-LOOPS@ ."),
            "255 255 ok");
  vm.Answer("PHYSICS-ON 8 PHYSICS-LOOPS! 1 PHYSICS-PERIOD! 200 RUN");
  const std::string after = vm.Answer("' A PIPELINING-ANALYZE-WORD");
  EXPECT_NE(after.find(" A -> RUN\n"), std::string::npos) << after;
  EXPECT_NE(vm.Answer("PIPELINING-SHOW-TOP-TRANSITIONS").find(" A -> RUN"), std::string::npos);
  EXPECT_EQ(vm.Answer("' DUP PIPELINING-ANALYZE-WORD"), "nothing was seen after DUP\nok");
  EXPECT_EQ(vm.Answer("0 PIPELINING-ANALYZE-WORD"),
            "? undefined word: that is no execution token (THROW -13)");
  EXPECT_EQ(vm.Answer("0 PHYSICS-LOOPS! PIPELINING-RESET-ALL PIPELINING-SHOW-STATS"), "0 0 \nok");
  EXPECT_EQ(vm.Answer("' A PIPELINING-ANALYZE-WORD"), "nothing was seen after A\nok");
}

TEST(InferenceWords, LetTheModeBeSelected) {
  VmHarness vm;
  vm.Answer(": RUN 0 DO LOOP ; PHYSICS-ON 127 PHYSICS-LOOPS! 1 PHYSICS-PERIOD! 4000 RUN");
  EXPECT_EQ(vm.Answer("PHYSICS-LOOPS@ . L8-APPLY PHYSICS-LOOPS@ ."), "127 127 ok")
      << "turbulent at first";
  // Nothing moves: five such ticks in a row are steady.
  EXPECT_EQ(vm.Answer("L8-UPDATE L8-UPDATE L8-UPDATE L8-UPDATE L8-APPLY PHYSICS-LOOPS@ ."),
            "127 ok");
  EXPECT_EQ(vm.Answer("L8-UPDATE L8-APPLY PHYSICS-LOOPS@ ."), "79 ok");
}

}  // namespace
}  // namespace starkernel::forthvm
