#include "tests/forth_fuzz/fuzz_trial.h"

#include <cstddef>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/base/quantities.h"
#include "tests/forth_fuzz/fuzz_program.h"
#include "tests/forth_fuzz/fuzz_vm.h"
#include "tests/forth_fuzz/program_text.h"
#include "tests/forth_fuzz/seed_programs.h"

namespace starkernel::forthvm::fuzz {
namespace {

class FuzzTrialTest : public testing::Test {
 protected:
  FuzzEnd EndOf(std::string_view typed) {
    EXPECT_EQ(trial_.ViolationOf(
                  {.typed = std::string(typed), .file = "7 .", .quantum = Reductions(200)}),
              "");
    return trial_.vm().end();
  }

  FuzzTrial trial_;
};

TEST_F(FuzzTrialTest, ProgramsComeOut) {
  EXPECT_EQ(EndOf("2 3 * .\n"), FuzzEnd::kAnswers);
  EXPECT_EQ(trial_.vm().transcript(), "ok\n 6 ok\n");
  EXPECT_EQ(EndOf("HEX : W0 0 BEGIN KEY AGAIN ; W0\n"), FuzzEnd::kAnswers);
  EXPECT_EQ(EndOf(": W0\n"), FuzzEnd::kAnswers);
  EXPECT_EQ(EndOf(": + - ;\n"), FuzzEnd::kPrompts);
  EXPECT_EQ(EndOf("BYE\n"), FuzzEnd::kBye);
  EXPECT_EQ(EndOf(": W0 BEGIN 0 UNTIL ; : W1 BEGIN ['] W0 CATCH DROP AGAIN ; W1\n"),
            FuzzEnd::kEndless);
  EXPECT_EQ(EndOf("INCLUDE F.FS\n"), FuzzEnd::kAnswers);
  EXPECT_EQ(trial_.vm().transcript(), "ok\n 7 ok\n");
}

TEST_F(FuzzTrialTest, PagesThatMustNotBeTouchedAreRefused) {
  EXPECT_EQ(EndOf("$9000 @\n"), FuzzEnd::kAnswers);
  EXPECT_NE(trial_.vm().transcript().find("(THROW -257)"), std::string::npos);
  EXPECT_EQ(EndOf("$B000 @ . 1 $B000 !\n"), FuzzEnd::kAnswers);
  EXPECT_NE(trial_.vm().transcript().find("(THROW -20)"), std::string::npos);
}

TEST_F(FuzzTrialTest, KernelWordsReachAKernelAndAnotherVmInstance) {
  EXPECT_EQ(EndOf("VM-SELF . 3 VM-STATUS .\n"), FuzzEnd::kAnswers);
  EXPECT_EQ(trial_.vm().transcript(), "ok\n 3 1 ok\n");
  EXPECT_EQ(EndOf("S\" 0 0 9 3 SEND\" SPAWN-VM DUP 3 GRANT-CAP DROP START-VM PAD 9 RECV . . .\n"),
            FuzzEnd::kAnswers);
  EXPECT_EQ(trial_.vm().transcript(), "ok\n 4 9 0 ok\n");
  EXPECT_EQ(EndOf("S\" BEGIN AGAIN\" SPAWN-VM START-VM 1 SLEEP 4 KILL-VM\n"), FuzzEnd::kAnswers);
  EXPECT_EQ(EndOf("PAD 9 RECV\n"), FuzzEnd::kAnswers);
  EXPECT_EQ(EndOf("3 KILL-VM\n"), FuzzEnd::kBye);
}

TEST_F(FuzzTrialTest, DevicesInterruptAndPhysicsObserves) {
  EXPECT_EQ(EndOf("5 1 IRQ-REGISTER 1 772 1 PORT! 1 WAIT-EVENTS . 5 IRQ-ACK .\n"),
            FuzzEnd::kAnswers);
  EXPECT_EQ(trial_.vm().transcript(), "ok\n 1 1 ok\n");
  EXPECT_EQ(EndOf("9 137438953472 8 MMIO! 137438953472 MMIO-READ .\n"), FuzzEnd::kAnswers);
  EXPECT_EQ(trial_.vm().transcript(), "ok\n 9 ok\n");
  EXPECT_EQ(EndOf("8 3 MAP-MEM\n"), FuzzEnd::kAnswers);
  EXPECT_NE(trial_.vm().transcript().find("(THROW -257)"), std::string::npos);
  EXPECT_EQ(EndOf("PHYSICS-ON 1 PHYSICS-PERIOD! 1 PHYSICS-LOOPS! : W0 ; : W1 9 0 DO W0 LOOP ;\n"
                  "W1 ' W0 ENTROPY@ .\n"),
            FuzzEnd::kAnswers);
  EXPECT_NE(trial_.vm().transcript().find(" 9 ok"), std::string::npos);
}

TEST_F(FuzzTrialTest, NothingIsLeftOfAProgram) {
  for (const std::string_view seed : kSeedPrograms) {
    const FuzzProgram program = ProgramOfTokens(TokensOf(seed));
    EXPECT_EQ(trial_.ViolationOf(program), "") << seed;
    const std::string first = trial_.vm().transcript();
    EXPECT_EQ(trial_.ViolationOf(program), "") << seed;
    EXPECT_EQ(trial_.vm().transcript(), first) << seed;
  }
}

TEST_F(FuzzTrialTest, AChangeOfTheOtherVmInstanceIsSeen) {
  EXPECT_EQ(EndOf("1\n"), FuzzEnd::kAnswers);
  trial_.neighbour_memory()[0x6000] = std::byte{1};
  EXPECT_EQ(trial_.ViolationOf({.typed = "1\n", .file = {}}),
            "another VM instance is not as it was");
}

}  // namespace
}  // namespace starkernel::forthvm::fuzz
