#include "tools/hermetic_tool/captured_run.h"

#include <csignal>

#include "gtest/gtest.h"
#include "tools/runfiles/runfiles.h"

namespace starkernel::tools {
namespace {

using std::chrono::seconds;

ChildSpec Helper(std::vector<std::string> arguments) {
  const auto runfiles = Runfiles::Find("captured_run_test");
  EXPECT_TRUE(runfiles.has_value());
  arguments.insert(arguments.begin(),
                   runfiles->Path("starkernel/tools/hermetic_tool/test_helper").string());
  return {.command = std::move(arguments), .environment = {"SHOWN=yes"}};
}

CapturedRun RunHelper(const ChildSpec& spec, std::string_view input = "",
                      seconds limit = seconds{20}) {
  const auto run = RunCaptured(spec, input, limit);
  EXPECT_TRUE(run.has_value());
  return run.value_or(CapturedRun{});
}

TEST(RunCaptured, PassesInputAndOutputWhole) {
  std::string text;
  for (int line = 0; line < 100'000; ++line) {
    text += "line " + std::to_string(line) + "\n";
  }
  const CapturedRun run = RunHelper(Helper({"copy"}), text);
  EXPECT_TRUE(run.end.success());
  EXPECT_EQ(run.output, text);
  EXPECT_EQ(run.error, "");
}

TEST(RunCaptured, ReportsStatusAndStandardError) {
  const CapturedRun run = RunHelper(Helper({"complain"}));
  EXPECT_EQ(run.end, (ChildEnd{.signalled = false, .value = 3}));
  EXPECT_EQ(run.output, "");
  EXPECT_EQ(run.error, "that went wrong\n");
}

TEST(RunCaptured, KillsAtTheLimit) {
  const CapturedRun run = RunHelper(Helper({"sleep"}), "", seconds{1});
  EXPECT_TRUE(run.timed_out);
  EXPECT_EQ(run.end, (ChildEnd{.signalled = true, .value = SIGKILL}));
}

TEST(RunCaptured, AChildThatDoesNotReadItsInputIsNoHarm) {
  const CapturedRun run = RunHelper(Helper({"complain"}), std::string(1'000'000, 'x'));
  EXPECT_EQ(run.end.value, 3);
}

TEST(RunCaptured, TheEnvironmentIsExactlyTheOneGiven) {
  EXPECT_EQ(RunHelper(Helper({"variable", "SHOWN"})).output, "yes");
  EXPECT_EQ(RunHelper(Helper({"variable", "PATH"})).output, "unset");
}

TEST(RunCaptured, AMissingProgramIsNamed) {
  const CapturedRun run = RunHelper({.command = {"/nowhere/tool"}});
  EXPECT_EQ(run.end.value, 127);
  EXPECT_EQ(run.error, "cannot run /nowhere/tool: No such file or directory\n");
}

TEST(RunCaptured, NoCommandIsAnError) {
  EXPECT_EQ(RunCaptured({}, "", seconds{1}).error(), "no command to run");
}

TEST(DescribeEnd, NamesBothKinds) {
  EXPECT_EQ(DescribeEnd({.signalled = false, .value = 7}), "exit status 7");
  EXPECT_EQ(DescribeEnd({.signalled = true, .value = 9}), "signal 9");
}

}  // namespace
}  // namespace starkernel::tools
