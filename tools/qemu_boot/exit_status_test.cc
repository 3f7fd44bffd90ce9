#include "tools/qemu_boot/exit_status.h"

#include "gtest/gtest.h"

namespace starkernel::tools {
namespace {

int StatusOf(int value) { return JudgeExit({.signalled = false, .value = value}, false).status; }

TEST(JudgeExit, KernelStatuses) {
  EXPECT_EQ(StatusOf(33), 0);
  EXPECT_EQ(StatusOf(35), 1);
  EXPECT_EQ(StatusOf(39), 3);
}

TEST(JudgeExit, PowerOffIsSuccess) { EXPECT_EQ(StatusOf(0), 0); }

TEST(JudgeExit, ResetIsAFailure) {
  const ExitVerdict verdict = JudgeExit({.signalled = false, .value = 0}, true);
  EXPECT_EQ(verdict.status, 4);
  EXPECT_EQ(verdict.complaint, "the machine reset itself (a triple fault?)");
}

TEST(JudgeExit, EverythingElseIsAFailureThatIsNamed) {
  for (const int value : {1, 2, 32, 34, 36, 37, 38, 40, 41, 127, 255}) {
    const ExitVerdict verdict = JudgeExit({.signalled = false, .value = value}, false);
    EXPECT_EQ(verdict.status, 4) << value;
    EXPECT_EQ(verdict.complaint, "QEMU ended with exit status " + std::to_string(value));
  }
  EXPECT_EQ(JudgeExit({.signalled = true, .value = 33}, false).complaint,
            "QEMU ended with signal 33");
}

TEST(CameFromKernel, OnlyDebugExits) {
  EXPECT_TRUE(CameFromKernel({.signalled = false, .value = 33}));
  EXPECT_TRUE(CameFromKernel({.signalled = false, .value = 35}));
  EXPECT_TRUE(CameFromKernel({.signalled = false, .value = 39}));
  EXPECT_FALSE(CameFromKernel({.signalled = false, .value = 0}));
  EXPECT_FALSE(CameFromKernel({.signalled = false, .value = 37}));
  EXPECT_FALSE(CameFromKernel({.signalled = true, .value = 33}));
}

}  // namespace
}  // namespace starkernel::tools
