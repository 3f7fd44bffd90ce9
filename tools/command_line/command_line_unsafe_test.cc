#include "tools/command_line/command_line_unsafe.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

namespace starkernel::tools {
namespace {

TEST(CommandLine, TheProgramsNameIsNoArgument) {
  std::string name = "tool";
  std::string first = "--one";
  std::string second = "two words";
  std::array<char*, 4> values = {name.data(), first.data(), second.data(), nullptr};
  EXPECT_EQ(CommandLine(3, values.data()), (std::vector<std::string>{"--one", "two words"}));
  EXPECT_EQ(CommandLine(1, values.data()), std::vector<std::string>{});
  EXPECT_EQ(ProgramName(3, values.data()), "tool");
}

TEST(CommandLine, MayHaveNotEvenAName) {
  std::array<char*, 1> values = {nullptr};
  EXPECT_EQ(CommandLine(0, values.data()), std::vector<std::string>{});
  EXPECT_EQ(ProgramName(0, values.data()), "");
}

}  // namespace
}  // namespace starkernel::tools
