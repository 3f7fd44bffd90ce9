// That Ctrl-C at the keyboard ends what would never end, whichever engine executes it: code that
// goes on in place from window to window has to look up, too.
#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "tests/boot/interrupted_loop_test_names.h"
#include "tests/boot/monitored_machine.h"
#include "tests/boot/screen_picture.h"
#include "tools/hermetic_tool/child_process.h"
#include "tools/qemu_boot/temp_directory.h"
#include "tools/runfiles/runfiles.h"

namespace starkernel::tests {
namespace {

namespace fs = std::filesystem;

struct Loop {
  std::string_view word;
  std::u32string_view begins;  ///< What it says.
  std::u32string_view ends;    ///< How what is said of its end begins: it may be in a called word.
};

constexpr auto kLoops = std::to_array<Loop>({
    {"idle", U"idle begins", U"? user interrupt: IDLE (THROW -28)"},
    {"calls", U"calls begins", U"? user interrupt: "},
    {"nests", U"nests begins", U"? user interrupt: "},
    // Who catches it goes on.
    {"catches", U"counts begins", U"-28 ok"},
});

/// The last row with this text.
std::size_t LastWith(const ScreenPicture& picture, std::u32string_view text) {
  for (std::size_t row = picture.rows(); row > 0; --row) {
    if (picture.Text(row - 1).starts_with(text)) {
      return row;
    }
  }
  return 0;
}

/// Types a line; the row at which `answer` is the last to be shown.
void Say(MonitoredMachine& machine, std::string_view line, std::u32string_view answer) {
  ASSERT_TRUE(machine.monitor().Type(std::string(line) + "\n").has_value());
  const auto shown = machine.PictureWhere([answer](const ScreenPicture& picture) {
    return picture.Text(picture.LastRow()).starts_with(answer);
  });
  ASSERT_TRUE(shown.has_value()) << shown.error();
  EXPECT_NE(LastWith(*shown, answer), 0U) << line << "\n" << MonitoredMachine::SerialText();
}

/// Whether a word of the program has machine code.
bool HasMachineCode(MonitoredMachine& machine) {
  Say(machine, "page", U" ok");
  Say(machine, "show", U"ok");
  const auto picture = machine.Picture();
  for (std::size_t row = 0; picture.has_value() && row < picture->rows(); ++row) {
    if (picture->Text(row).find(U"bytes of machine code") != std::u32string::npos) {
      return true;
    }
  }
  return false;
}

void ExpectEnded(MonitoredMachine& machine, const Loop& loop) {
  Say(machine, "page", U" ok");

  ASSERT_TRUE(machine.monitor().Type(std::string(loop.word) + "\n").has_value());
  const auto running = machine.PictureWhere(
      [&loop](const ScreenPicture& picture) { return LastWith(picture, loop.begins) != 0; });
  ASSERT_TRUE(running.has_value()) << running.error();
  ASSERT_NE(LastWith(*running, loop.begins), 0U) << MonitoredMachine::SerialText();
  EXPECT_EQ(LastWith(*running, loop.ends), 0U) << "it has ended by itself";

  ASSERT_TRUE(machine.monitor().PressKey("c", "ctrl").has_value());
  const auto ended = machine.PictureWhere(
      [&loop](const ScreenPicture& picture) { return LastWith(picture, loop.ends) != 0; });
  ASSERT_TRUE(ended.has_value()) << ended.error();
  EXPECT_NE(LastWith(*ended, loop.ends), 0U) << loop.word << "\n" << MonitoredMachine::SerialText();
}

TEST(InterruptedLoop, EndsWithEachEngine) {
  const auto runfiles = tools::Runfiles::Find("interrupted_loop_test");
  ASSERT_TRUE(runfiles.has_value());
  const auto directory = tools::TempDirectory::Make("interrupted_loop_test");
  ASSERT_TRUE(directory.has_value());
  fs::copy_file(runfiles->Path(interrupted_loop_test_names::kSource),
                directory->path() / "endless.fs");
  auto machine = MonitoredMachine::Start(runfiles->root(), interrupted_loop_test_names::kQemuBoot,
                                         *directory, {"--file", "endless.fs"});
  ASSERT_TRUE(machine.has_value()) << machine.error();
  const auto booted = machine->PictureWhere(EndsWithPrompt);
  ASSERT_TRUE(booted.has_value()) << booted.error();
  constexpr std::array<std::string_view, 3> kEngines{"plainly", "quickly", "natively"};
  constexpr std::array<std::u32string_view, 3> kSaid{U"plainly 0 ok", U"quickly 1 ok",
                                                     U"natively 2 ok"};
  for (std::size_t engine = 0; engine < kEngines.size() && !HasFailure(); ++engine) {
    Say(*machine, kEngines.at(engine), kSaid.at(engine));
    EXPECT_EQ(HasMachineCode(*machine), engine == 2) << kEngines.at(engine);
    for (const Loop& loop : kLoops) {
      if (!HasFailure()) {
        ExpectEnded(*machine, loop);
      }
    }
  }
  ASSERT_TRUE(machine->monitor().Type("bye\n").has_value());
  EXPECT_EQ(machine->Wait(), (tools::ChildEnd{.signalled = false, .value = 0}));
}

}  // namespace
}  // namespace starkernel::tests
