#include "src/boot/command_line.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/quantities.h"
#include "src/base/text_buffer.h"
#include "src/base/text_writer.h"
#include "src/boot/boot_options.h"
#include "src/hal/keyboard/layout.h"
#include "src/hal/machine.h"

namespace starkernel::boot {
namespace {

std::vector<std::byte> Utf16(std::u16string_view text) {
  std::vector<std::byte> bytes;
  for (const char16_t unit : text) {
    bytes.push_back(static_cast<std::byte>(unit));
    bytes.push_back(static_cast<std::byte>(unit >> 8U));
  }
  return bytes;
}

struct Applied {
  BootOptions options;
  std::string complaints;
};

Applied Apply(std::string_view line) {
  Applied applied;
  TextBuffer<1024> buffer;
  TextWriter complaints(buffer);
  ApplyCommandLine(line, applied.options, complaints);
  applied.complaints = buffer.view();
  return applied;
}

TEST(DecodeLoadOptions, TakesTextUpToItsEnd) {
  EXPECT_EQ(DecodeLoadOptions({}).view(), "");
  EXPECT_EQ(DecodeLoadOptions(Utf16(u"a=b c")).view(), "a=b c");
  EXPECT_EQ(DecodeLoadOptions(Utf16(std::u16string_view(u"a=b\0\u1234", 5))).view(), "a=b");
  EXPECT_EQ(DecodeLoadOptions(Utf16(std::u16string(512, u'x'))).view().size(), 512U);
}

// OVMF's boot manager passes a GUID there.
TEST(DecodeLoadOptions, LeavesOutWhatIsNoText) {
  EXPECT_EQ(DecodeLoadOptions(Utf16(u"a=b\u00E9")).view(), "");
  EXPECT_EQ(DecodeLoadOptions(Utf16(u"a=b\n")).view(), "");
  EXPECT_EQ(DecodeLoadOptions(Utf16(std::u16string(513, u'x'))).view(), "");
  std::vector<std::byte> odd = Utf16(u"a=b");
  odd.push_back(std::byte{'c'});
  EXPECT_EQ(DecodeLoadOptions(odd).view(), "");
}

TEST(ApplyCommandLine, SetsOptionsBehindTheImagesName) {
  const Applied applied = Apply(
      "FS0:\\BOOTX64.EFI  console=screen log=debug keyboard=de memory=256M parity=on post=only "
      "doe=7,2 "
      "engine=plain drill=divide ");
  EXPECT_EQ(applied.complaints, "");
  EXPECT_EQ(applied.options.console, ConsoleChoice::kScreen);
  EXPECT_EQ(applied.options.log, LogLevel::kDebug);
  EXPECT_EQ(applied.options.keyboard, hal::keyboard::LayoutName::kDe);
  EXPECT_EQ(applied.options.memory_limit, MiB(256));
  EXPECT_TRUE(applied.options.parity);
  EXPECT_EQ(applied.options.post, PostChoice::kOnly);
  EXPECT_EQ(applied.options.engine, EngineChoice::kPlain);
  EXPECT_EQ(Apply("engine=steam").complaints,
            "command line: unknown engine \"steam\": expected plain, interpreted or native\n");
  EXPECT_EQ(Apply("engine=native").options.engine, EngineChoice::kNative);
  EXPECT_EQ(Apply("engine=interpreted").options.engine, EngineChoice::kInterpreted);
  EXPECT_EQ(applied.options.doe->seed, 7U);
  EXPECT_EQ(applied.options.doe->repetitions, 2U);
  EXPECT_EQ(applied.options.drill, hal::CrashDrill::kDivide);
  EXPECT_EQ(Apply("log=quiet").options.log, LogLevel::kQuiet);
}

TEST(ApplyCommandLine, NamesWhatItDoesNotUnderstandAndKeepsTheRest) {
  const Applied applied = Apply(
      "console=vga log=loud keyboard=fr memory=7M parity=maybe post=yes doe=7,0 drill=nap "
      "fly=away what "
      "log=quiet");
  EXPECT_EQ(
      applied.complaints,
      "command line: unknown console \"vga\": expected both, serial or screen\n"
      "command line: unknown log level \"loud\": expected quiet, normal or debug\n"
      "command line: unknown keyboard layout \"fr\": expected us or de\n"
      "command line: bad memory limit \"7M\": expected a size from 8M on, with K, M or G\n"
      "command line: bad parity mode \"maybe\": expected on or off\n"
      "command line: unknown post mode \"yes\": expected off, on or only\n"
      "command line: bad experiment \"7,0\": expected a seed and a number of repetitions, as 1,4\n"
      "command line: unknown drill \"nap\": expected page-fault, divide, invalid-opcode, "
      "stack-overflow, fault-storm, endless-faults, signed-overflow, wrong-call, "
      "stack-smash, panic, reset, timer-accuracy, timer-interrupts, interrupt-trouble or "
      "envelopes\n"
      "command line: unknown option \"fly\": expected console, log, keyboard, memory, parity, "
      "post, engine, doe or drill\n"
      "command line: unknown option \"what\": expected console, log, keyboard, memory, "
      "parity, post, engine, doe or drill\n");
  EXPECT_EQ(applied.options.console, ConsoleChoice::kBoth);
  EXPECT_EQ(applied.options.memory_limit, std::nullopt);
  EXPECT_EQ(applied.options.log, LogLevel::kQuiet);
}

TEST(ApplyCommandLine, TakesMemorySizesFrom8M) {
  EXPECT_EQ(Apply("memory=8M").options.memory_limit, MiB(8));
  EXPECT_EQ(Apply("memory=8192K").options.memory_limit, MiB(8));
  EXPECT_EQ(Apply("memory=4G").options.memory_limit, GiB(4));
  EXPECT_EQ(Apply("memory=4194304G").options.memory_limit, GiB(4194304));
  for (const std::string bad : {"", "32", "M", "32m", "8191K", "-1G", "1.5G", "4194305G",
                                "99999999999999999999G", "64 M"}) {
    EXPECT_EQ(Apply("memory=" + bad).options.memory_limit, std::nullopt) << bad;
    EXPECT_NE(Apply("memory=" + bad).complaints, "") << bad;
  }
}

TEST(ApplyCommandLine, SurvivesAnyText) {
  std::mt19937 random(19);
  for (int round = 0; round < 500; ++round) {
    std::string line;
    for (std::size_t length = random() % 80; length > 0; --length) {
      constexpr std::string_view kLikely = "console=log=memory=1234GM ==  drill";
      line +=
          random() % 8 == 0 ? static_cast<char>(random()) : kLikely.at(random() % kLikely.size());
    }
    static_cast<void>(Apply(line));
    static_cast<void>(DecodeLoadOptions(std::as_bytes(std::span(line))));
  }
}

}  // namespace
}  // namespace starkernel::boot
