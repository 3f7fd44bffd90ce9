#include "src/hal/hosted/command_line.h"

#include <gtest/gtest.h>

#include <expected>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/quantities.h"
#include "src/hal/machine.h"

namespace starkernel::hal {
namespace {

using Parsed = std::expected<CommandLine, std::string>;

Parsed Parse(std::initializer_list<std::string_view> arguments) {
  return ParseCommandLine(std::vector<std::string_view>(arguments));
}

std::string ErrorOf(std::initializer_list<std::string_view> arguments) {
  const Parsed parsed = Parse(arguments);
  return parsed.has_value() ? "no error" : parsed.error();
}

TEST(CommandLineTest, HasDefaults) {
  const CommandLine line = Parse({}).value();
  EXPECT_EQ(line.memory, MiB(64));
  EXPECT_EQ(line.drill, CrashDrill::kNone);
  EXPECT_TRUE(line.files.empty());
  EXPECT_FALSE(line.help);
  EXPECT_FALSE(line.version);
}

TEST(CommandLineTest, ReadsOptionsAndFilesInAnyOrder) {
  const CommandLine line =
      Parse({"a.fs", "--memory", "128M", "b.fs", "--drill=divide", "-", "--", "--help"}).value();
  EXPECT_EQ(line.memory, MiB(128));
  EXPECT_EQ(line.drill, CrashDrill::kDivide);
  EXPECT_EQ(line.files, (std::vector<std::string_view>{"a.fs", "b.fs", "-", "--help"}));
  EXPECT_FALSE(line.help);
  EXPECT_FALSE(line.parity);
  EXPECT_FALSE(line.post);
  EXPECT_TRUE(Parse({"--parity"})->parity);
  EXPECT_TRUE(Parse({"a.fs", "--post"})->post);
  EXPECT_TRUE(Parse({"--help"})->help);
  EXPECT_TRUE(Parse({"--version"})->version);
}

TEST(CommandLineTest, ReadsAnExperiment) {
  EXPECT_FALSE(Parse({})->doe.has_value());
  EXPECT_EQ(Parse({"--doe", "17,4"})->doe->seed, 17U);
  EXPECT_EQ(Parse({"--doe=17,4"})->doe->repetitions, 4U);
  EXPECT_EQ(ErrorOf({"--doe", "17"}),
            "--doe 17: expected a seed and a number of repetitions, as 1,4");
}

TEST(CommandLineTest, ChecksBothEndsOfTheMemorySize) {
  EXPECT_EQ(Parse({"--memory", "8M"})->memory, MiB(8));
  EXPECT_EQ(Parse({"--memory", "8196K"})->memory, MiB(8) + KiB(4));
  EXPECT_EQ(Parse({"--memory=64G"})->memory, GiB(64));
  const std::string range = ": must be from 8M to 64G and a multiple of 4K";
  EXPECT_EQ(ErrorOf({"--memory", "7M"}), "--memory 7M" + range);
  EXPECT_EQ(ErrorOf({"--memory", "65G"}), "--memory 65G" + range);
  EXPECT_EQ(ErrorOf({"--memory", "8194K"}), "--memory 8194K" + range);
}

TEST(CommandLineTest, NamesWhatIsNoSize) {
  for (const std::string_view value : {"", "M", "64", "64m", "-64M", "64MB", "x",
                                       "99999999999999999999G", "18446744073709551615K"}) {
    EXPECT_EQ(ErrorOf({"--memory", value}),
              "--memory " + std::string(value) +
                  ": not a size; give a number with K, M or G behind it, as in 64M");
  }
}

TEST(CommandLineTest, NamesWhatItDoesNotKnow) {
  EXPECT_EQ(ErrorOf({"--mem"}), "--mem: no such option; --help lists them");
  EXPECT_EQ(ErrorOf({"-x"}), "-x: no such option; --help lists them");
  EXPECT_EQ(ErrorOf({"--help=yes"}), "--help=yes: no such option; --help lists them");
  EXPECT_EQ(ErrorOf({"--memory"}), "--memory needs a value");
  EXPECT_EQ(ErrorOf({"--drill"}), "--drill needs a value");
  EXPECT_EQ(ErrorOf({"--drill", "flood"}),
            "--drill flood: no such drill; there are envelopes, panic, page-fault, divide, "
            "invalid-opcode, "
            "stack-overflow");
}

TEST(CommandLineTest, TakesTheNameOfAnEngine) {
  EXPECT_EQ(Parse({})->engine, "");
  EXPECT_EQ(Parse({"--engine", "plain"})->engine, "plain");
  EXPECT_EQ(Parse({"--engine=steam"})->engine, "steam");
  EXPECT_EQ(ErrorOf({"--engine"}), "--engine needs a value");
}

TEST(CommandLineTest, KnowsAllDrills) {
  EXPECT_EQ(Parse({"--drill", "envelopes"})->drill, CrashDrill::kEnvelopes);
  EXPECT_EQ(Parse({"--drill", "panic"})->drill, CrashDrill::kPanic);
  EXPECT_EQ(Parse({"--drill", "page-fault"})->drill, CrashDrill::kPageFault);
  EXPECT_EQ(Parse({"--drill", "invalid-opcode"})->drill, CrashDrill::kInvalidOpcode);
  EXPECT_EQ(Parse({"--drill", "stack-overflow"})->drill, CrashDrill::kStackOverflow);
}

}  // namespace
}  // namespace starkernel::hal
