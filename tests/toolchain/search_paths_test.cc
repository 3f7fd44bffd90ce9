#include <gtest/gtest.h>

#include <cstddef>
#include <cstdlib>
#include <string>
#include <vector>

#include "tests/toolchain/command_output.h"

namespace starkernel::toolchain_tests {
namespace {

std::vector<std::string> compile_flags;
std::vector<std::string> link_flags;

std::vector<std::string> With(std::vector<std::string> command,
                              const std::vector<std::string>& flags) {
  command.insert(command.end(), flags.begin(), flags.end());
  return command;
}

bool IsPinned(const std::string& path) { return path.rfind("external/", 0) == 0; }

/// The directories that the compiler says it searches for headers.
std::vector<std::string> HeaderDirectories(const std::vector<std::string>& flags) {
  const CommandOutput output =
      RunCommand(With({"external/llvm/bin/clang", "-x", "c++", "-v", "-E", "/dev/null"}, flags));
  EXPECT_EQ(output.status, 0) << output.text;
  std::vector<std::string> directories;
  bool within_list = false;
  for (const std::string& line : Lines(output.text)) {
    if (line.rfind("#include <...>", 0) == 0) {
      within_list = true;
    } else if (line == "End of search list.") {
      within_list = false;
    } else if (within_list) {
      directories.push_back(line.substr(line.find_first_not_of(' ')));
    }
  }
  return directories;
}

TEST(SearchPathsTest, HeadersComeFromPinnedTreesOnly) {
  const std::vector<std::string> directories = HeaderDirectories(compile_flags);
  EXPECT_GE(directories.size(), 2U);
  for (const std::string& directory : directories) {
    EXPECT_TRUE(IsPinned(directory)) << directory;
  }
}

TEST(SearchPathsTest, WithoutOurFlagsTheHostWouldBeSearched) {
  bool all_pinned = true;
  for (const std::string& directory : HeaderDirectories({"--target=x86_64-unknown-linux-gnu"})) {
    all_pinned = all_pinned && IsPinned(directory);
  }
  EXPECT_FALSE(all_pinned) << "the test above could not fail";
}

TEST(SearchPathsTest, LinksTakeLibrariesFromPinnedTreesOnly) {
  const CommandOutput output = RunCommand(
      With({"external/llvm/bin/clang", "-###", "-o", "out", "-x", "none", "-lobject"}, link_flags));
  EXPECT_EQ(output.status, 0) << output.text;
  std::size_t link_lines = 0;
  for (const std::string& line : Lines(output.text)) {
    if (line.find("ld.lld\"") != std::string::npos) {
      ++link_lines;
      EXPECT_EQ(line.find("\"/"), std::string::npos) << line;
      EXPECT_EQ(line.find("-L/"), std::string::npos) << line;
    }
  }
  EXPECT_EQ(link_lines, 1U) << output.text;
}

}  // namespace
}  // namespace starkernel::toolchain_tests

/// Environment: COMPILE_FLAGS and LINK_FLAGS, the platform's, separated by newlines.
int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  const char* compile = std::getenv("COMPILE_FLAGS");
  const char* link = std::getenv("LINK_FLAGS");
  if (compile == nullptr || link == nullptr) {
    return 2;
  }
  starkernel::toolchain_tests::compile_flags = starkernel::toolchain_tests::Lines(compile);
  starkernel::toolchain_tests::link_flags = starkernel::toolchain_tests::Lines(link);
  return RUN_ALL_TESTS();
}
