// Boots the kernel on a machine with a screen, types at its keyboard through QEMU's monitor, and
// takes what the screen shows apart into characters.
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

#include "src/hal/screen/color_table.h"
#include "tests/boot/monitored_machine.h"
#include "tests/boot/screen_picture.h"
#include "tests/boot/screen_test_names.h"
#include "tools/hermetic_tool/child_process.h"
#include "tools/qemu_boot/temp_directory.h"
#include "tools/runfiles/runfiles.h"

namespace starkernel::tests {
namespace {

namespace fs = std::filesystem;

std::uint32_t Color(std::size_t index) { return hal::screen::kColorTable.at(index); }

void ExpectBootLines(const ScreenPicture& picture) {
  EXPECT_TRUE(picture.Text(0).starts_with(U"StarKernel "));
  EXPECT_TRUE(picture.Text(0).ends_with(U" booting..."));
  EXPECT_LT(picture.Find(U"VM arbiter loop entered"), picture.rows());
}

void ExpectColoredLine(const ScreenPicture& picture) {
  const std::size_t row = picture.Find(U"red on black, black on yellow");
  ASSERT_LT(row, picture.rows());
  const auto& cells = picture.Row(row);
  EXPECT_EQ(cells.at(0), (PictureCell{U'r', Color(1), Color(0)}));
  EXPECT_EQ(cells.at(2), (PictureCell{U'd', Color(1), Color(0)}));
  EXPECT_EQ(cells.at(4), (PictureCell{U'o', Color(7), Color(0)}));
  EXPECT_EQ(cells.at(14), (PictureCell{U'b', Color(0), Color(11)}));
  EXPECT_EQ(cells.at(28), (PictureCell{U'w', Color(0), Color(11)}));
  EXPECT_EQ(cells.at(29), (PictureCell{U' ', Color(0), Color(0)}));
}

void ExpectBox(const ScreenPicture& picture) {
  const std::size_t row = picture.Find(U"┌─────┐");
  ASSERT_LT(row + 2, picture.rows());
  EXPECT_EQ(picture.Text(row + 1), U"│ box │");
  // A full block is a place in the colour of the text.
  EXPECT_EQ(picture.Text(row + 2), U"└── ──┘");
  EXPECT_EQ(picture.Row(row + 2).at(3), (PictureCell{U' ', Color(7), Color(7)}));
}

// The hottest word's bar is red, a quarter of it cyan, and its name is neither.
void ExpectBars(const ScreenPicture& picture) {
  const std::size_t row = picture.Find(U"      64 ################################ DUP");
  ASSERT_LT(row + 1, picture.rows());
  EXPECT_EQ(picture.Row(row).at(7), (PictureCell{U'4', Color(7), Color(0)}));
  EXPECT_EQ(picture.Row(row).at(9), (PictureCell{U'#', Color(1), Color(0)}));
  EXPECT_EQ(picture.Row(row).at(42), (PictureCell{U'D', Color(7), Color(0)}));
  EXPECT_EQ(picture.Row(row + 1).at(9), (PictureCell{U'#', Color(6), Color(0)}));
  EXPECT_EQ(picture.Row(row + 1).at(42), (PictureCell{U'D', Color(7), Color(0)}));
}

// Every cell of the screen behind `70 0 DO ... LOOP`.
void ExpectScrolled(const ScreenPicture& picture) {
  const std::size_t last = picture.rows() - 1;
  EXPECT_EQ(picture.LastRow(), last - 1);
  EXPECT_EQ(picture.Text(last - 1), U"ok");
  for (std::size_t row = 0; row + 2 < picture.rows(); ++row) {
    const std::string number = std::to_string(70 - (last - 1) + row);
    EXPECT_EQ(picture.Text(row), U"line " + std::u32string(number.begin(), number.end())) << row;
  }
  // The cursor stands below, in inverse video.
  EXPECT_EQ(picture.Row(last).at(0).background, Color(7));
  EXPECT_EQ(picture.Row(last).at(1).background, Color(0));
}

TEST(Screen, ShowsWhatIsTypedAtTheKeyboard) {
  const auto runfiles = tools::Runfiles::Find("screen_test");
  ASSERT_TRUE(runfiles.has_value());
  auto directory = tools::TempDirectory::Make("screen_test");
  ASSERT_TRUE(directory.has_value());
  fs::copy_file(runfiles->Path(screen_test_names::kSource), directory->path() / "screen.fs");
  auto machine = MonitoredMachine::Start(runfiles->root(), screen_test_names::kQemuBoot, *directory,
                                         {"--file", "screen.fs"});
  ASSERT_TRUE(machine.has_value()) << machine.error();

  const auto booted = machine->PictureWhere(EndsWithPrompt);
  ASSERT_TRUE(booted.has_value()) << booted.error();
  ExpectBootLines(*booted);
  ExpectColoredLine(*booted);
  ExpectBox(*booted);
  ExpectBars(*booted);

  ASSERT_TRUE(machine->monitor().Type("1 2 + .\n").has_value());
  const auto added = machine->PictureWhere(
      [](const ScreenPicture& picture) { return picture.Find(U"1 2 + . 3 ok") < picture.rows(); });
  ASSERT_TRUE(added.has_value()) << added.error();
  EXPECT_EQ(added->Find(U"1 2 + . 3 ok"), added->LastRow());

  ASSERT_TRUE(machine->monitor().Type("lines\n").has_value());
  const auto scrolled = machine->PictureWhere([](const ScreenPicture& picture) {
    return EndsWithPrompt(picture) && picture.Find(U"line 69") < picture.rows();
  });
  ASSERT_TRUE(scrolled.has_value()) << scrolled.error();
  ExpectScrolled(*scrolled);

  ASSERT_TRUE(machine->monitor().Type("bye\n").has_value());
  EXPECT_EQ(machine->Wait(), (tools::ChildEnd{.signalled = false, .value = 0}));
}

}  // namespace
}  // namespace starkernel::tests
