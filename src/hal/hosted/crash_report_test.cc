#include "src/hal/hosted/crash_report.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <string>

#include "src/base/panic.h"
#include "src/hal/event_log.h"
#include "src/hal/hosted/crash_drill.h"
#include "src/hal/hosted/output_buffer.h"
#include "src/hal/machine.h"

namespace starkernel::hal {
namespace {

void Crash(CrashDrill drill) {
  OutputBuffer output(STDOUT_FILENO);
  OutputBuffer log(STDERR_FILENO);
  OutputBuffer::Pair(output, log);
  InstallCrashReports(log);
  log.Write("before");
  RecordEvent(EventKind::kUncaughtThrow, static_cast<std::uint64_t>(-13));
  RunCrashDrill(drill);
}

/// A report that begins with `cause` and ends with a trace.
std::string Report(const std::string& cause) {
  return "^before\n\\*\\*\\* KERNEL PANIC \\*\\*\\*\n" + cause +
         "(.|\n)*last of [0-9]+ events, and how many cycles ago:\n"
         "(.|\n)* [0-9]+  THROW -13, uncaught\n"
         "called from:\n  0x[0-9a-f]+ \\(image\\+0x[0-9a-f]+\\)(.|\n)*END OF REPORT";
}

TEST(CrashReportDeathTest, NothingHappensWithoutADrill) {
  RunCrashDrill(CrashDrill::kNone);
  EXPECT_EXIT((Crash(CrashDrill::kNone), _exit(0)), testing::ExitedWithCode(0), "");
}

TEST(CrashReportDeathTest, APanicIsReportedWithItsPlace) {
  EXPECT_EXIT(Crash(CrashDrill::kPanic), testing::ExitedWithCode(3),
              Report("crash drill\nat src/hal/hosted/crash_drill_unsafe.cc:[0-9]+ in "));
}

TEST(CrashReportDeathTest, ExceptionsAreReportedWithRegisters) {
  EXPECT_EXIT(Crash(CrashDrill::kPageFault), testing::ExitedWithCode(3),
              Report("page fault \\(vector 14, error code 0x4\\): read of 0x0000000000000008, "
                     "page not present, user access\nat (.|\n)*  rax 0x"));
  EXPECT_EXIT(Crash(CrashDrill::kDivide), testing::ExitedWithCode(3),
              Report("divide error \\(vector 0, (.|\n)* rcx 0x0000000000000000"));
  EXPECT_EXIT(Crash(CrashDrill::kInvalidOpcode), testing::ExitedWithCode(3),
              Report("invalid opcode \\(vector 6, "));
}

TEST(CrashReportDeathTest, AStackOverflowIsCalledThat) {
  EXPECT_EXIT(Crash(CrashDrill::kStackOverflow), testing::ExitedWithCode(3),
              "page fault (.|\n)*stack overflow: ");
}

TEST(CrashReportDeathTest, ADrillOfBareMetalAloneIsReported) {
  for (const CrashDrill drill :
       {CrashDrill::kFaultStorm, CrashDrill::kEndlessFaults, CrashDrill::kSignedOverflow,
        CrashDrill::kWrongCall, CrashDrill::kStackSmash}) {
    EXPECT_EXIT(Crash(drill), testing::ExitedWithCode(3),
                Report("a crash drill came to nothing\nat "));
  }
}

TEST(CrashReportDeathTest, AFailedRequirementIsReported) {
  const auto fail = [] {
    OutputBuffer log(STDERR_FILENO);
    InstallCrashReports(log);
    Require(false, "this does not hold");
  };
  EXPECT_EXIT(fail(), testing::ExitedWithCode(3), "this does not hold\nat .*crash_report_test.cc:");
}

TEST(CrashReportDeathTest, ASignalFromOutsideIsNoPanic) {
  const auto be_signalled = [] {
    OutputBuffer log(STDERR_FILENO);
    InstallCrashReports(log);
    raise(SIGSEGV);
  };
  EXPECT_EXIT(be_signalled(), testing::KilledBySignal(SIGSEGV), "^$");
}

}  // namespace
}  // namespace starkernel::hal
