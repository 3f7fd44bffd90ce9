#include "src/forthvm/words/physics_words.h"

#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

constexpr std::string_view kOff =
    "? unsupported operation: physics is off, PHYSICS-ON switches it on (THROW -21)";

TEST(PhysicsWords, AreOffAtFirstAndWhenSwitchedOff) {
  VmHarness vm;
  for (const std::string_view line :
       {"HEAT", "WINDOW", "TRANSITIONS", "TICK-ROWS", "PHYSICS-LOOPS@", "3 PHYSICS-PERIOD!",
        "' DUP HEAT@", "' DUP FREEZE-WORD", "RESET-ENTROPY", "PIPELINING-STATS", "L8-MODE"}) {
    EXPECT_EQ(vm.Answer(line), kOff) << line;
  }
  EXPECT_EQ(vm.Answer("PHYSICS-OFF PHYSICS-ON PHYSICS-LOOPS@ ."), "255 ok");
  EXPECT_EQ(vm.Answer("PHYSICS-OFF"), "ok");
  EXPECT_EQ(vm.Answer("PHYSICS-LOOPS@"), kOff);
}

TEST(PhysicsWords, CheckSettings) {
  ExpectAnswers({
      {"PHYSICS-ON 1 PHYSICS-PERIOD! 1048576 PHYSICS-PERIOD!", "ok"},
      {"-1 PHYSICS-PERIOD!",
       "? invalid numeric argument: period -1, valid are 0 to 1048576 (THROW -24)"},
      {"1048577 PHYSICS-PERIOD!",
       "? invalid numeric argument: period 1048577, valid are 0 to 1048576 (THROW -24)"},
      {"0 PHYSICS-LOOPS! PHYSICS-LOOPS@ . 255 PHYSICS-LOOPS! PHYSICS-LOOPS@ .", "0 255 ok"},
      {"256 PHYSICS-LOOPS!",
       "? invalid numeric argument: loops 256, valid are 0 to 255 (THROW -24)"},
      {"-1 PHYSICS-LOOPS!", "? invalid numeric argument: loops -1, valid are 0 to 255 (THROW -24)"},
      {"33 TOP-WORDS",
       "? invalid numeric argument: number of words 33, valid are 0 to 32 (THROW -24)"},
      {"PHYSICS-LOOPS!", "? stack underflow: PHYSICS-LOOPS! (THROW -4)"},
  });
}

TEST(PhysicsWords, ShowBarsInWarmerColorsTheLongerTheyAre) {
  VmHarness vm;
  vm.Answer("PHYSICS-ON 0 PHYSICS-LOOPS!");
  vm.Answer("64 ' DUP ENTROPY! 32 ' DROP ENTROPY! 16 ' SWAP ENTROPY!");
  vm.host().colors.clear();
  vm.Answer("HEAT");
  EXPECT_EQ(vm.host().colors, "193969");
}

TEST(PhysicsWords, KeepHeats) {
  ExpectAnswers({
      {"PHYSICS-ON 0 PHYSICS-LOOPS!", "ok"},
      {"' DUP HEAT@ . ' DUP FROZEN? .", "0 0 ok"},
      {"98304 ' DUP HEAT! ' DUP HEAT@ . ' DUP ENTROPY@ .", "98304 1 ok"},
      {"7 ' DROP ENTROPY! ' DROP HEAT@ .", "458752 ok"},
      {"' DROP FREEZE-WORD ' DROP FROZEN? . ' DUP FROZEN? .", "-1 0 ok"},
      {"' DROP SHOW-HEAT", "heat 7, temperature 0, latency 0, frozen\nok"},
      {"' DROP UNFREEZE-WORD ' DROP FROZEN? .", "0 ok"},
      {"' DUP SHOW-HEAT", "heat 1.5, temperature 0, latency 0\nok"},
      {"HEAT",
       "       7 ################################ DROP\n"
       "       1 ######                           DUP\nok"},
      {"1 TOP-WORDS", "       7 ################################ DROP\nok"},
      {"0 TOP-WORDS", "ok"},
      {"RESET-ENTROPY ' DROP HEAT@ . HEAT", "0 \nok"},
      {"549755813888 ' DUP HEAT! ' DUP ENTROPY@ .", "8388608 ok"},
      {"549755813889 ' DUP HEAT!",
       "? invalid numeric argument: heat 549755813889, valid are 0 to 549755813888 (THROW -24)"},
      {"-1 ' DUP HEAT!",
       "? invalid numeric argument: heat -1, valid are 0 to 549755813888 (THROW -24)"},
      {"0 HEAT@", "? undefined word: no word has the execution token 0 (THROW -13)"},
      {"0 99999 HEAT!", "? undefined word: no word has the execution token 99999 (THROW -13)"},
      {".S", "<0> ok"},
  });
}

TEST(PhysicsWords, ForgetWithTheWord) {
  ExpectAnswers({
      {"PHYSICS-ON 0 PHYSICS-LOOPS!", "ok"},
      {": X ; 5 ' X ENTROPY! HEAT", "       5 ################################ X\nok"},
      {"FORGET X HEAT", "ok"},
      {": Y ; ' Y ENTROPY@ .", "0 ok"},
  });
}

/// A program whose words take turns, with all of its calls seen.
constexpr std::string_view kProgram =
    ": A ; : B ; : RUN 0 DO A B LOOP ; PHYSICS-ON 1 PHYSICS-PERIOD! ";

TEST(PhysicsWords, SeeEachCallAndRoundWithAPeriodOfOne) {
  VmHarness vm;
  EXPECT_EQ(vm.Answer(std::string(kProgram) + "1 PHYSICS-LOOPS!"), "ok");
  EXPECT_EQ(vm.Answer("RESET-ENTROPY 200 RUN ' A ENTROPY@ . ' B ENTROPY@ ."), "200 200 ok");
  // Its call and all rounds but the last, which does not go back.
  EXPECT_EQ(vm.Answer("' RUN ENTROPY@ ."), "200 ok");
}

TEST(PhysicsWords, ShowWhatFollowsWhat) {
  VmHarness vm;
  vm.Answer(std::string(kProgram) + "8 PHYSICS-LOOPS! ");
  vm.Answer("100 RUN");
  const std::string answer = vm.Answer("TRANSITIONS");
  EXPECT_NE(answer.find("     100 of      100 ################################ A -> B\n"),
            std::string::npos)
      << answer;
  EXPECT_NE(answer.find(" RUN -> A\n"), std::string::npos) << answer;
  EXPECT_EQ(vm.Answer("PIPELINING-STATS > ."), "-1 ok");
}

TEST(PhysicsWords, ShowTheWindow) {
  VmHarness vm;
  vm.Answer(std::string(kProgram) + "2 PHYSICS-LOOPS! ");
  const std::string answer = vm.Answer("100 RUN WINDOW");
  EXPECT_NE(answer.find(" words seen, "), std::string::npos) << answer;
  EXPECT_NE(answer.find("newest: INTERPRET B A RUN B A RUN B A"), std::string::npos) << answer;
}

TEST(PhysicsWords, ShowAndLogTicks) {
  VmHarness vm;
  vm.Answer(std::string(kProgram) + "TRUE HEARTBEAT-LOG! 500 RUN");
  EXPECT_TRUE(vm.host().log.starts_with("info: TICK:tick_number,elapsed,")) << vm.host().log;
  EXPECT_NE(vm.host().log.find("\ninfo: TICK:1,"), std::string::npos) << vm.host().log;
  const std::string rows = vm.Answer("TICK-ROWS");
  EXPECT_TRUE(rows.starts_with("tick_number,elapsed,")) << rows;
  EXPECT_NE(rows.find("\n2,"), std::string::npos) << rows;
  // What was logged is what is shown.
  const std::string row = rows.substr(rows.find("\n2,") + 1);
  EXPECT_NE(vm.host().log.find("TICK:" + row.substr(0, row.find('\n') + 1)), std::string::npos);
  vm.host().log.clear();
  vm.Answer("FALSE HEARTBEAT-LOG! 5000 RUN");
  EXPECT_EQ(vm.host().log, "");
}

TEST(PhysicsWords, LogRowsByTheClock) {
  VmHarness vm;
  vm.host().milliseconds = 1000;
  vm.Answer(std::string(kProgram) + "20 HEARTBEAT-MS! 5000 RUN");
  EXPECT_EQ(vm.host().log, "");
  vm.host().milliseconds = 1019;
  vm.Answer("5 RUN");
  EXPECT_EQ(vm.host().log, "");
  vm.host().milliseconds = 1020;
  vm.Answer("5 RUN");
  EXPECT_TRUE(vm.host().log.starts_with("info: BEAT:1020,")) << vm.host().log;
  vm.host().log.clear();
  vm.host().milliseconds = 1039;
  vm.Answer("5 RUN");
  EXPECT_EQ(vm.host().log, "");
  vm.host().milliseconds = 2000;
  vm.Answer("0 HEARTBEAT-MS!");
  vm.host().log.clear();
  vm.host().milliseconds = 3000;
  vm.Answer("5 RUN");
  EXPECT_EQ(vm.host().log, "");
  EXPECT_EQ(
      vm.Answer("86400001 HEARTBEAT-MS!"),
      "? invalid numeric argument: milliseconds 86400001, valid are 0 to 86400000 (THROW -24)");
  vm.host().has_time = false;
  EXPECT_EQ(vm.Answer("1 HEARTBEAT-MS!"), "? unsupported operation: there is no clock (THROW -21)");
}

TEST(PhysicsWords, TellTheLastTick) {
  VmHarness vm;
  vm.Answer(std::string(kProgram) + "100000 ' DUP ENTROPY! 20000 RUN");
  EXPECT_EQ(vm.Answer("WINDOW-DIVERSITY 0> . DECAY-RATE@ 0> . INFER-WINDOW@ 255 > ."),
            "-1 -1 -1 ok");
  EXPECT_EQ(vm.Answer("INFER-VARIANCE@ 0> . INFER-FIT@ 0< . INFER-EARLY-EXIT@ 1+ 0 2 WITHIN . "
                      "L8-MODE 0 3 WITHIN ."),
            "-1 0 -1 -1 ok");
}

}  // namespace
}  // namespace starkernel::forthvm
