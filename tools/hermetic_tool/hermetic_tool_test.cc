#include "tools/hermetic_tool/hermetic_tool.h"

#include <array>

#include "gtest/gtest.h"
#include "tools/hermetic_tool/runfile_names.h"
#include "tools/runfiles/runfiles.h"

namespace starkernel::tools {
namespace {

std::filesystem::path Root() {
  const auto runfiles = Runfiles::Find("hermetic_tool_test");
  EXPECT_TRUE(runfiles.has_value());
  return runfiles->Path(hermetic_tool_runfiles::kMtoolsRoot);
}

TEST(HermeticCommand, RunsThroughTheLoaderOfTheTree) {
  const std::array<std::string, 1> arguments = {"-V"};
  const auto command = HermeticCommand(Root(), "mtools", arguments);
  ASSERT_TRUE(command.has_value()) << command.error();
  const std::string root = Root().string();
  EXPECT_EQ(*command, (std::vector<std::string>{
                          root + "/lib64/ld-linux-x86-64.so.2", "--inhibit-cache", "--library-path",
                          root + "/lib/x86_64-linux-gnu:" + root + "/usr/lib/x86_64-linux-gnu",
                          "--argv0", "mtools", root + "/usr/bin/mtools", "-V"}));
}

TEST(HermeticCommand, NamesWhatIsMissing) {
  EXPECT_EQ(HermeticCommand("/nowhere", "mtools", {}).error(),
            "cannot find /nowhere/lib64/ld-linux-x86-64.so.2");
  EXPECT_EQ(HermeticCommand(Root(), "no-such-tool", {}).error(),
            "cannot find " + (Root() / "usr/bin/no-such-tool").string());
}

TEST(RunHermeticTool, RunsAndReportsFailure) {
  const std::array<std::string, 1> version = {"-V"};
  EXPECT_TRUE(RunHermeticTool(Root(), "mtools", version, {}).has_value());
  const std::array<std::string, 3> missing = {"-i", "/nowhere/disk", "::"};
  const auto failed = RunHermeticTool(Root(), "mdir", missing, {});
  ASSERT_FALSE(failed.has_value());
  EXPECT_TRUE(failed.error().starts_with("mdir failed with exit status 1: ")) << failed.error();
}

}  // namespace
}  // namespace starkernel::tools
