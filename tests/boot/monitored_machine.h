#pragma once

#include <chrono>
#include <expected>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/boot/qmp_client.h"
#include "tests/boot/screen_picture.h"
#include "tools/hermetic_tool/child_process.h"
#include "tools/hermetic_tool/file_descriptor.h"
#include "tools/qemu_boot/temp_directory.h"

namespace starkernel::tests {

/// How long a test waits for the machine.
inline constexpr std::chrono::seconds kPatience{60};

/// A machine whose console is looked at by its screen and used by its keyboard alone: its serial
/// line has nothing to read but a pipe that stays open. What the serial line says is kept.
class MonitoredMachine {
 public:
  /// Boots with `arguments` for `qemu_boot`, whose runfile is found below `runfiles`. Its files are
  /// in `directory`, which becomes the working directory and outlives the machine.
  [[nodiscard]] static std::expected<MonitoredMachine, std::string> Start(
      const std::filesystem::path& runfiles, std::string_view qemu_boot,
      const tools::TempDirectory& directory, std::vector<std::string> arguments);

  [[nodiscard]] QmpClient& monitor() [[clang::lifetimebound]] { return monitor_; }
  [[nodiscard]] tools::ChildEnd Wait() { return child_.Wait(kPatience); }
  void Kill() { child_.Kill(); }

  /// What the screen shows now.
  [[nodiscard]] std::expected<ScreenPicture, std::string> Picture();

  /// The first picture for which `wanted` holds, or the last one taken.
  [[nodiscard]] std::expected<ScreenPicture, std::string> PictureWhere(
      const std::function<bool(const ScreenPicture&)>& wanted);

  /// What the serial line has said.
  [[nodiscard]] static std::string SerialText();

 private:
  MonitoredMachine(tools::ChildProcess child, QmpClient monitor, tools::FileDescriptor input)
      : child_(std::move(child)), monitor_(std::move(monitor)), input_(std::move(input)) {}

  tools::ChildProcess child_;
  QmpClient monitor_;
  tools::FileDescriptor input_;
};

/// Whether the last row is the prompt.
[[nodiscard]] bool EndsWithPrompt(const ScreenPicture& picture);

}  // namespace starkernel::tests
