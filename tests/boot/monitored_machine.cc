#include "tests/boot/monitored_machine.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "tests/boot/qmp_client.h"
#include "tests/boot/screen_picture.h"
#include "tools/hermetic_tool/child_process.h"
#include "tools/hermetic_tool/file_descriptor.h"
#include "tools/qemu_boot/temp_directory.h"

namespace starkernel::tests {
namespace {

// A socket's path has to be short, so all of them are names in the working directory.
constexpr const char* kSocket = "qmp";
constexpr const char* kPicture = "picture.ppm";
constexpr const char* kSerialLog = "serial.log";

std::string ContentsOf(const char* name) {
  std::stringstream file;
  file << std::ifstream(name, std::ios::binary).rdbuf();
  return file.str();
}

}  // namespace

std::expected<MonitoredMachine, std::string> MonitoredMachine::Start(
    const std::filesystem::path& runfiles, std::string_view qemu_boot,
    const tools::TempDirectory& directory, std::vector<std::string> arguments) {
  std::array<int, 2> pipe = {-1, -1};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) {
    return std::unexpected("cannot make a pipe");
  }
  const tools::FileDescriptor theirs(pipe[0]);
  tools::FileDescriptor ours(pipe[1]);
  std::vector<std::string> command = {(runfiles / qemu_boot).string(),
                                      "--accel",
                                      "tcg",
                                      "--timeout",
                                      "120",
                                      "--monitor",
                                      kSocket,
                                      "--log",
                                      kSerialLog};
  command.insert(command.end(), arguments.begin(), arguments.end());
  auto child =
      tools::ChildProcess::Start({.command = std::move(command),
                                  .environment = {"RUNFILES_DIR=" + runfiles.string(),
                                                  "TEST_TMPDIR=" + directory.path().string()},
                                  .working_directory = directory.path(),
                                  .input = theirs.get()});
  if (!child) {
    return std::unexpected(child.error());
  }
  std::filesystem::current_path(directory.path());
  auto monitor = QmpClient::Connect(kSocket, kPatience);
  if (!monitor) {
    return std::unexpected(monitor.error());
  }
  return MonitoredMachine(*std::move(child), *std::move(monitor), std::move(ours));
}

std::expected<ScreenPicture, std::string> MonitoredMachine::Picture() {
  const auto taken =
      monitor_.Execute("screendump", R"("filename":")" + std::string(kPicture) + R"(")");
  return taken ? ScreenPicture::Read(ContentsOf(kPicture)) : std::unexpected(taken.error());
}

std::expected<ScreenPicture, std::string> MonitoredMachine::PictureWhere(
    const std::function<bool(const ScreenPicture&)>& wanted) {
  const auto end = std::chrono::steady_clock::now() + kPatience;
  for (;;) {
    auto picture = Picture();
    const bool in_time = std::chrono::steady_clock::now() < end;
    if (!in_time || (picture && wanted(*picture))) {
      return picture;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
}

std::string MonitoredMachine::SerialText() {
  std::string text = ContentsOf(kSerialLog);
  std::erase(text, '\r');
  return text;
}

bool EndsWithPrompt(const ScreenPicture& picture) {
  return picture.Text(picture.LastRow()) == U"ok";
}

}  // namespace starkernel::tests
