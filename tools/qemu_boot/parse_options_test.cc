#include "tools/qemu_boot/parse_options.h"

#include "gtest/gtest.h"
#include "tools/qemu_boot/options.h"

namespace starkernel::tools {
namespace {

Options Parsed(const std::vector<std::string>& arguments) {
  auto options = ParseOptions(arguments);
  EXPECT_TRUE(options.has_value()) << (options ? "" : options.error());
  return options.value_or(Options{});
}

std::string ErrorOf(const std::vector<std::string>& arguments) {
  const auto options = ParseOptions(arguments);
  return options ? "accepted" : options.error();
}

TEST(Options, DefaultsAreQuiet) {
  const Options options = Parsed({});
  EXPECT_FALSE(options.timeout_seconds.has_value());
  EXPECT_EQ(options.memory_mib, 512U);
  EXPECT_EQ(options.cpus, 1U);
  EXPECT_EQ(options.display, "none");
  EXPECT_EQ(options.accelerator, Accelerator::kAuto);
  EXPECT_FALSE(options.icount || options.verbose || options.help || options.gdb_port.has_value());
  EXPECT_TRUE(options.sources.empty());
}

TEST(Options, ValuesStandApartOrAttached) {
  EXPECT_EQ(Parsed({"--timeout", "7"}).timeout_seconds, 7U);
  EXPECT_EQ(Parsed({"--timeout=0"}).timeout_seconds, 0U);
  EXPECT_EQ(Parsed({"--log=a=b"}).log, "a=b");
}

TEST(Options, LastOneWins) { EXPECT_EQ(Parsed({"--cpus", "2", "--cpus", "3"}).cpus, 3U); }

TEST(Options, SourcesKeepTheirOrder) {
  const Options options = Parsed({"--file", "b.fs", "--module", "lib.fs", "--file", "a.fs"});
  EXPECT_EQ(options.sources,
            (std::vector<SourceFile>{{"b.fs", true}, {"lib.fs", false}, {"a.fs", true}}));
}

TEST(Options, GdbHasADefaultPort) {
  EXPECT_EQ(Parsed({"--gdb"}).gdb_port, 1234U);
  EXPECT_EQ(Parsed({"--gdb=65535"}).gdb_port, 65535U);
  EXPECT_EQ(ErrorOf({"--gdb=65536"}), "--gdb `65536`: a whole number from 1 to 65535 is needed");
}

TEST(Options, NumbersHaveLimits) {
  EXPECT_EQ(ErrorOf({"--timeout", "-1"}),
            "--timeout `-1`: a whole number from 0 to 1000000 is needed");
  EXPECT_EQ(Parsed({"--timeout", "1000000"}).timeout_seconds, 1000000U);
  EXPECT_EQ(ErrorOf({"--timeout", "1000001"}),
            "--timeout `1000001`: a whole number from 0 to 1000000 is needed");
  EXPECT_EQ(ErrorOf({"--cpus", "0"}), "--cpus `0`: a whole number from 1 to 64 is needed");
  EXPECT_EQ(Parsed({"--cpus", "64"}).cpus, 64U);
  EXPECT_EQ(ErrorOf({"--cpus", "65"}), "--cpus `65`: a whole number from 1 to 64 is needed");
  EXPECT_EQ(ErrorOf({"--cpus", ""}), "--cpus ``: a whole number from 1 to 64 is needed");
  EXPECT_EQ(ErrorOf({"--cpus", "2x"}), "--cpus `2x`: a whole number from 1 to 64 is needed");
}

TEST(Options, UnknownOptionsAndMissingValuesAreNamed) {
  EXPECT_EQ(ErrorOf({"--speed"}), "unknown option `--speed`: --help lists the options");
  EXPECT_EQ(ErrorOf({"file.fs"}), "unknown option `file.fs`: --help lists the options");
  EXPECT_EQ(ErrorOf({"--file"}), "--file needs a value: --help lists the options");
}

TEST(Options, InstructionCountingExcludesWhatItCannotDo) {
  EXPECT_TRUE(Parsed({"--icount"}).icount);
  EXPECT_TRUE(Parsed({"--icount", "--accel", "tcg"}).icount);
  EXPECT_EQ(ErrorOf({"--icount", "--cpus", "2"}), "--cpus 2: --icount runs one processor only");
  EXPECT_EQ(ErrorOf({"--accel", "kvm", "--icount"}),
            "--accel kvm: --icount counts instructions, which only tcg can do");
}

TEST(Options, TheExitPortMayBeLeftOut) {
  EXPECT_TRUE(Parsed({}).exit_port);
  EXPECT_FALSE(Parsed({"--no-exit-port"}).exit_port);
}

TEST(Options, TracingExcludesKvm) {
  EXPECT_EQ(Parsed({"--trace", "file"}).trace, "file");
  EXPECT_EQ(ErrorOf({"--trace", "file", "--accel", "kvm"}),
            "--accel kvm: --trace sees the instructions that tcg translates");
}

TEST(Options, SourcesAreLimited) {
  std::vector<std::string> arguments;
  for (int count = 0; count < 64; ++count) {
    arguments.insert(arguments.end(), {"--file", "a.fs"});
  }
  EXPECT_EQ(Parsed(arguments).sources.size(), 64U);
  arguments.insert(arguments.end(), {"--module", "b.fs"});
  EXPECT_EQ(ErrorOf(arguments), "--module `b.fs`: at most 64 sources can be handed over");
}

}  // namespace
}  // namespace starkernel::tools
