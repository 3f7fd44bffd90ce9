// Boots the kernel on a machine with a screen, types at its keyboard through QEMU's monitor, and
// takes what the screen shows apart into characters.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <expected>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "src/hal/screen/color_table.h"
#include "tests/boot/qmp_client.h"
#include "tests/boot/screen_picture.h"
#include "tests/boot/screen_test_names.h"
#include "tools/hermetic_tool/child_process.h"
#include "tools/hermetic_tool/file_descriptor.h"
#include "tools/qemu_boot/temp_directory.h"
#include "tools/runfiles/runfiles.h"

namespace starkernel::tests {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kPatience{60};

// A machine whose console is looked at by its screen and used by its keyboard alone: its serial
// line has nothing to read but a pipe that stays open.
class Machine {
 public:
  static std::expected<Machine, std::string> Start(const tools::Runfiles& runfiles,
                                                   tools::TempDirectory& directory) {
    std::array<int, 2> pipe = {-1, -1};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) {
      return std::unexpected("cannot make a pipe");
    }
    const tools::FileDescriptor theirs(pipe[0]);
    tools::FileDescriptor ours(pipe[1]);
    auto child = tools::ChildProcess::Start(
        {.command = {runfiles.Path(screen_test_names::kQemuBoot).string(), "--accel", "tcg",
                     "--timeout", "120", "--monitor", "qmp", "--file", "screen.fs"},
         .environment = {"RUNFILES_DIR=" + runfiles.root().string(),
                         "TEST_TMPDIR=" + directory.path().string()},
         .working_directory = directory.path(),
         .input = theirs.get()});
    if (!child) {
      return std::unexpected(child.error());
    }
    // A socket's path has to be short.
    fs::current_path(directory.path());
    auto monitor = QmpClient::Connect("qmp", kPatience);
    if (!monitor) {
      return std::unexpected(monitor.error());
    }
    return Machine(*std::move(child), *std::move(monitor), std::move(ours));
  }

  QmpClient& monitor() [[clang::lifetimebound]] { return monitor_; }
  tools::ChildEnd Wait() { return child_.Wait(kPatience); }

  // The first picture for which `wanted` holds, or the last one taken.
  std::expected<ScreenPicture, std::string> PictureWhere(
      const std::function<bool(const ScreenPicture&)>& wanted) {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    for (;;) {
      if (const auto taken = monitor_.Execute("screendump", R"("filename":"picture.ppm")");
          !taken) {
        return std::unexpected(taken.error());
      }
      std::stringstream file;
      file << std::ifstream("picture.ppm", std::ios::binary).rdbuf();
      auto picture = ScreenPicture::Read(file.str());
      const bool in_time = std::chrono::steady_clock::now() < end;
      if (!in_time || (picture && wanted(*picture))) {
        return picture;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
  }

 private:
  Machine(tools::ChildProcess child, QmpClient monitor, tools::FileDescriptor input)
      : child_(std::move(child)), monitor_(std::move(monitor)), input_(std::move(input)) {}

  tools::ChildProcess child_;
  QmpClient monitor_;
  tools::FileDescriptor input_;
};

std::uint32_t Color(std::size_t index) { return hal::screen::kColorTable.at(index); }

bool EndsWithPrompt(const ScreenPicture& picture) {
  return picture.Text(picture.LastRow()) == U"ok";
}

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
  auto machine = Machine::Start(*runfiles, *directory);
  ASSERT_TRUE(machine.has_value()) << machine.error();

  const auto booted = machine->PictureWhere(EndsWithPrompt);
  ASSERT_TRUE(booted.has_value()) << booted.error();
  ExpectBootLines(*booted);
  ExpectColoredLine(*booted);
  ExpectBox(*booted);

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
