#include "src/boot/boot_config.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <random>
#include <string>
#include <string_view>

#include "src/base/quantities.h"
#include "src/base/text_writer.h"
#include "src/boot/boot_options.h"
#include "src/hal/machine.h"

namespace starkernel::boot {
namespace {

class Complaints final : public TextWriter::Sink {
 public:
  void Write(std::string_view text) override { all += text; }
  std::string all;
};

struct Parsed {
  BootConfig config;
  std::string complaints;
};

// `text` outlives what is made of it.
Parsed Parse(std::string_view text) {
  Complaints complaints;
  TextWriter writer(complaints);
  const BootConfig config = ParseBootConfig(text, writer);
  return {config, complaints.all};
}

TEST(BootConfig, AnEmptyFileAsksForNothing) {
  const Parsed parsed = Parse("");
  EXPECT_EQ(parsed.config.modules.size(), 0U);
  EXPECT_FALSE(parsed.config.exit_port.has_value());
  EXPECT_EQ(parsed.config.options.drill, hal::CrashDrill::kNone);
  EXPECT_EQ(parsed.complaints, "");
}

TEST(BootConfig, ReadsModulesInOrderWithNamesThatContainSpaces) {
  const Parsed parsed =
      Parse("# a comment\n\nrun 0.fs ../my file.fs\r\n  load\t1.fs  lib.fs  \nrun 2.fs c");
  EXPECT_EQ(parsed.complaints, "");
  ASSERT_EQ(parsed.config.modules.size(), 3U);
  EXPECT_EQ(parsed.config.modules[0].stored, "0.fs");
  EXPECT_EQ(parsed.config.modules[0].name, "../my file.fs");
  EXPECT_TRUE(parsed.config.modules[0].run);
  EXPECT_EQ(parsed.config.modules[1].stored, "1.fs");
  EXPECT_EQ(parsed.config.modules[1].name, "lib.fs");
  EXPECT_FALSE(parsed.config.modules[1].run);
  EXPECT_EQ(parsed.config.modules[2].name, "c");
}

TEST(BootConfig, ReadsTheExitPort) {
  EXPECT_EQ(Parse("exit-port 0xf4").config.exit_port, 0xF4);
  EXPECT_EQ(Parse("exit-port 0XFFFF\n").config.exit_port, 0xFFFF);
  EXPECT_EQ(Parse("exit-port 244").config.exit_port, 244);
  for (const char* bad : {"exit-port 0x10000", "exit-port 65536", "exit-port -1", "exit-port",
                          "exit-port 0x", "exit-port 12 3", "exit-port f4"}) {
    const Parsed parsed = Parse(bad);
    EXPECT_FALSE(parsed.config.exit_port.has_value()) << bad;
    EXPECT_NE(parsed.complaints, "") << bad;
  }
}

TEST(BootConfig, ReadsDrills) {
  EXPECT_EQ(Parse("drill page-fault").config.options.drill, hal::CrashDrill::kPageFault);
  EXPECT_EQ(Parse("drill divide").config.options.drill, hal::CrashDrill::kDivide);
  EXPECT_EQ(Parse("drill invalid-opcode").config.options.drill, hal::CrashDrill::kInvalidOpcode);
  EXPECT_EQ(Parse("drill stack-overflow").config.options.drill, hal::CrashDrill::kStackOverflow);
  EXPECT_EQ(Parse("drill signed-overflow").config.options.drill, hal::CrashDrill::kSignedOverflow);
  EXPECT_EQ(Parse("drill fault-storm").config.options.drill, hal::CrashDrill::kFaultStorm);
  EXPECT_EQ(Parse("drill endless-faults").config.options.drill, hal::CrashDrill::kEndlessFaults);
  EXPECT_EQ(Parse("drill interrupt-trouble").config.options.drill,
            hal::CrashDrill::kInterruptTrouble);
  EXPECT_EQ(Parse("drill envelopes").config.options.drill, hal::CrashDrill::kEnvelopes);
  EXPECT_EQ(Parse("drill wrong-call").config.options.drill, hal::CrashDrill::kWrongCall);
  EXPECT_EQ(Parse("drill stack-smash").config.options.drill, hal::CrashDrill::kStackSmash);
  EXPECT_EQ(Parse("drill panic").config.options.drill, hal::CrashDrill::kPanic);
}

TEST(BootConfig, ReadsOptions) {
  const Parsed parsed = Parse("console serial\nmemory 64M\nkeyboard de\nlog  quiet \n");
  EXPECT_EQ(parsed.complaints, "");
  EXPECT_EQ(parsed.config.options.console, ConsoleChoice::kSerial);
  EXPECT_EQ(parsed.config.options.memory_limit, MiB(64));
  EXPECT_EQ(parsed.config.options.log, LogLevel::kQuiet);
  EXPECT_EQ(Parse("console both screen\n").complaints,
            "boot.txt:1: unknown console \"both screen\": expected both, serial or screen\n");
}

TEST(BootConfig, NamesLineAndValueOfWhatItCannotUnderstand) {
  const Parsed parsed = Parse("\ndrill nap\nfly away\nexit-port 0xf4\nrun\nrun a\\b c\nload x\n");
  EXPECT_EQ(
      parsed.complaints,
      "boot.txt:2: unknown drill \"nap\": expected page-fault, divide, invalid-opcode, "
      "stack-overflow, fault-storm, endless-faults, signed-overflow, wrong-call, stack-smash, "
      "panic, reset, timer-accuracy, timer-interrupts, interrupt-trouble or envelopes\n"
      "boot.txt:3: unknown option \"fly\": expected run, load, exit-port, console, log, keyboard, "
      "memory, parity, post, engine, doe or drill\n"
      "boot.txt:5: bad file name \"\": expected 1 to 64 characters that a file name may "
      "have\n"
      "boot.txt:6: bad file name \"a\\b\": expected 1 to 64 characters that a file name may "
      "have\n"
      "boot.txt:7: no name after file \"x\": expected the name that the user gave\n");
  EXPECT_EQ(parsed.config.exit_port, 0xF4);
  EXPECT_EQ(parsed.config.modules.size(), 0U);
}

TEST(BootConfig, TakesFileNamesUpTo64Characters) {
  const std::string longest(64, 'n');
  const std::string text = "run " + longest + " a\n";
  EXPECT_EQ(Parse(text).config.modules.size(), 1U);
  const std::string longer = "run " + longest + "n a\n";
  EXPECT_EQ(Parse(longer).config.modules.size(), 0U);
}

TEST(BootConfig, TakesUpTo64Modules) {
  std::string text;
  for (int index = 0; index < 64; ++index) {
    text += "load m.fs m\n";
  }
  EXPECT_EQ(Parse(text).config.modules.size(), 64U);
  EXPECT_EQ(Parse(text).complaints, "");
  text += "load m.fs last\n";
  const Parsed parsed = Parse(text);
  EXPECT_EQ(parsed.config.modules.size(), 64U);
  EXPECT_EQ(parsed.complaints, "boot.txt:65: one module too many \"last\": expected at most 64\n");
}

TEST(BootConfig, SurvivesAnyBytes) {
  std::mt19937 random(7);
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (std::size_t length = random() % 200; length > 0; --length) {
      constexpr std::string_view kLikely = "run load drill # \t\n\r\0exit-port 0x4";
      text +=
          random() % 4 == 0 ? static_cast<char>(random()) : kLikely.at(random() % kLikely.size());
    }
    const Parsed parsed = Parse(text);
    EXPECT_LE(parsed.config.modules.size(), kMaximumModules);
  }
}

}  // namespace
}  // namespace starkernel::boot
