// The driver finds a planted defect that chance does not, and says how to meet it again.
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "tools/hermetic_tool/captured_run.h"
#include "tools/runfiles/runfiles.h"

namespace starkernel::fuzz {
namespace {

constexpr std::string_view kInputs = "--inputs=200000";

tools::CapturedRun RunPlanted(const std::vector<std::string>& arguments) {
  const auto runfiles = tools::Runfiles::Find("");
  std::vector<std::string> command = {
      runfiles.value().Path("starkernel/tests/fuzz/planted_fuzz_test").string()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return tools::RunCaptured({.command = command}, "", std::chrono::seconds(50)).value();
}

TEST(PlantedTest, IsFoundByCoverage) {
  const tools::CapturedRun run = RunPlanted({std::string(kInputs)});
  EXPECT_EQ(run.end.value, 1) << run.output;
  EXPECT_NE(run.error.find("panic: the planted defect"), std::string::npos) << run.error;
  const std::string head = "again with ";
  const std::size_t at = run.error.find(head);
  ASSERT_NE(at, std::string::npos) << run.error;
  const std::string again =
      run.error.substr(at + head.size(), run.error.find('\n', at) - at - head.size());
  const tools::CapturedRun second = RunPlanted({again});
  EXPECT_EQ(second.end.value, 1);
  EXPECT_NE(second.error.find("panic: the planted defect"), std::string::npos) << second.error;
}

// Without what a sanitizer says of its own, which has addresses.
std::string FindingOf(const tools::CapturedRun& run) {
  const std::size_t at = run.error.find("input ");
  return at == std::string::npos ? "" : run.error.substr(at);
}

TEST(PlantedTest, IsTheSameEachTime) {
  const std::string finding = FindingOf(RunPlanted({std::string(kInputs)}));
  EXPECT_TRUE(finding.starts_with("input ")) << finding;
  EXPECT_EQ(finding, FindingOf(RunPlanted({std::string(kInputs)})));
}

TEST(PlantedTest, IsNotFoundByChance) {
  const tools::CapturedRun run = RunPlanted({std::string(kInputs), "--blind"});
  EXPECT_TRUE(run.end.success()) << run.error;
  EXPECT_NE(run.output.find("nothing found: 200000 inputs, 1 kept"), std::string::npos)
      << run.output;
}

TEST(PlantedTest, BadArgumentsAreNamed) {
  const tools::CapturedRun run = RunPlanted({"--inputs=many"});
  EXPECT_EQ(run.end.value, 1);
  EXPECT_NE(run.error.find("bad argument --inputs=many; known are"), std::string::npos);
  EXPECT_NE(RunPlanted({"--input=0x"}).error.find("bad --input: no hexadecimal digits: \"0x\""),
            std::string::npos);
}

}  // namespace
}  // namespace starkernel::fuzz
