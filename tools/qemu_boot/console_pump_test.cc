#include "tools/qemu_boot/console_pump.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <utility>

#include "gtest/gtest.h"
#include "tools/hermetic_tool/child_process.h"
#include "tools/hermetic_tool/file_descriptor.h"
#include "tools/qemu_boot/stop_signals.h"
#include "tools/qemu_boot/temp_directory.h"
#include "tools/runfiles/runfiles.h"

namespace starkernel::tools {
namespace {

using std::chrono::milliseconds;

constexpr std::string_view kBootLines = "StarKernel fake\nVM arbiter loop entered\n";

struct Ends {
  FileDescriptor ours;
  FileDescriptor theirs;
};

Ends SocketPair() {
  std::array<int, 2> ends = {-1, -1};
  ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data());
  return {FileDescriptor(ends[0]), FileDescriptor(ends[1])};
}

// A fake guest that has been started, and files for what the user types and sees.
class ConsolePump : public testing::Test {
 protected:
  void SetUp() override {
    auto directory = TempDirectory::Make("console_pump_test");
    ASSERT_TRUE(directory.has_value()) << directory.error();
    directory_ = std::make_unique<TempDirectory>(*std::move(directory));
    settings_.filter = {.show_firmware = false, .strip_carriage_returns = true};
    settings_.input_marker = "VM arbiter loop entered";
    settings_.limit = milliseconds{20'000};
  }

  std::filesystem::path Path(std::string_view name) const { return directory_->path() / name; }

  void Type(std::string_view text) { std::ofstream(Path("typed"), std::ios::binary) << text; }

  PumpReport Pump(const std::string& behaviour) {
    auto serial = SocketPair();
    auto complaints = SocketPair();
    const auto runfiles = Runfiles::Find("console_pump_test");
    EXPECT_TRUE(runfiles.has_value());
    auto child = ChildProcess::Start(
        {.command = {runfiles->Path("starkernel/tools/qemu_boot/fake_guest").string(), behaviour},
         .input = serial.theirs.get(),
         .output = serial.theirs.get(),
         .error = complaints.theirs.get()});
    EXPECT_TRUE(child.has_value());
    serial.theirs.Close();
    complaints.theirs.Close();
    const FileDescriptor input(::open(Path("typed").c_str(), O_RDONLY | O_CREAT | O_CLOEXEC, 0600));
    const FileDescriptor output(
        ::open(Path("shown").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    const FileDescriptor log(::open(Path("log").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    const StopSignals signals;
    if (signal_first_) {
      ::kill(::getpid(), SIGTERM);
    }
    PumpReport report = PumpConsole({.input = input_ >= 0 ? input_ : input.get(),
                                     .output = output_ >= 0 ? output_ : output.get(),
                                     .guest = serial.ours.get(),
                                     .diagnostics = complaints.ours.get(),
                                     .signals = signals.descriptor(),
                                     .log = log.get()},
                                    settings_);
    end_ = child->Wait(milliseconds{report.end == PumpEnd::kGuestEnded ? 5000 : 0});
    return report;
  }

  std::string Contents(std::string_view name) const {
    std::stringstream text;
    text << std::ifstream(Path(name), std::ios::binary).rdbuf();
    return text.str();
  }

  std::unique_ptr<TempDirectory> directory_;
  PumpSettings settings_;
  ChildEnd end_;
  int input_ = -1;
  int output_ = -1;
  bool signal_first_ = false;
};

TEST_F(ConsolePump, InputWaitsForTheMarkerAndEndsInOneFileSeparator) {
  Type("1 2 + .\n");
  const PumpReport report = Pump("echo");
  EXPECT_EQ(report.end, PumpEnd::kGuestEnded);
  EXPECT_EQ(end_, (ChildEnd{.signalled = false, .value = 33}));
  EXPECT_EQ(Contents("shown"), std::string(kBootLines) + "1 2 + .\n<end>\n");
  EXPECT_TRUE(report.kernel_seen);
}

TEST_F(ConsolePump, TheLogHasEveryByte) {
  Type("");
  static_cast<void>(Pump("echo"));
  EXPECT_EQ(Contents("log"),
            "\x1B[2JFirmware 1.0\r\nStarKernel fake\r\nVM arbiter loop entered\r\n<end>\r\n");
}

TEST_F(ConsolePump, LosesNothingOfALongInput) {
  std::string text;
  for (int line = 0; line < 20'000; ++line) {
    text += std::to_string(line) + " .\n";
  }
  Type(text);
  static_cast<void>(Pump("echo"));
  EXPECT_EQ(Contents("shown"), std::string(kBootLines) + text + "<end>\n");
}

TEST_F(ConsolePump, KeepsFirmwareBackWhenNoKernelComes) {
  Type("lost\n");
  const PumpReport report = Pump("firmware-only");
  EXPECT_EQ(report.end, PumpEnd::kGuestEnded);
  EXPECT_FALSE(report.kernel_seen);
  EXPECT_EQ(report.hidden, "\x1B[2JFirmware 1.0\r\n");
  EXPECT_EQ(Contents("shown"), "");
}

TEST_F(ConsolePump, CollectsComplaints) {
  EXPECT_EQ(Pump("complain").diagnostics, "no such device\n");
  EXPECT_EQ(end_.value, 1);
}

TEST_F(ConsolePump, EndsAtTheLimit) {
  settings_.limit = milliseconds{300};
  const PumpReport report = Pump("hang");
  EXPECT_EQ(report.end, PumpEnd::kTimedOut);
  EXPECT_EQ(end_, (ChildEnd{.signalled = true, .value = SIGKILL}));
  EXPECT_EQ(Contents("shown"), kBootLines);
}

TEST_F(ConsolePump, GivesUpOnASilentGuestAndLeavesItsInput) {
  Type("kept");
  const FileDescriptor input(::open(Path("typed").c_str(), O_RDONLY));
  input_ = input.get();
  settings_.silence_limit = milliseconds{100};
  const PumpReport report = Pump("mute");
  EXPECT_EQ(report.end, PumpEnd::kSilent);
  EXPECT_FALSE(report.guest_spoke);
  EXPECT_EQ(::lseek(input_, 0, SEEK_CUR), 0);
}

TEST_F(ConsolePump, WhatASilentGuestDidNotTakeGoesToTheNext) {
  settings_.interactive = true;
  settings_.silence_limit = milliseconds{100};
  // A terminal that stays open: one end of a socket pair.
  const Ends terminal = SocketPair();
  input_ = terminal.ours.get();
  ASSERT_EQ(::write(terminal.theirs.get(), "1 .\x1C", 4), 4);
  settings_.type_ahead = Pump("mute").unsent;
  EXPECT_EQ(settings_.type_ahead, "1 .\x1C");
  settings_.silence_limit.reset();
  EXPECT_EQ(Pump("echo").end, PumpEnd::kGuestEnded);
  EXPECT_EQ(Contents("shown"), std::string(kBootLines) + "1 .<end>\n");
}

TEST_F(ConsolePump, SilenceLimitIsOverOnceTheGuestSpoke) {
  settings_.silence_limit = milliseconds{10'000};
  settings_.limit = milliseconds{300};
  EXPECT_EQ(Pump("hang").end, PumpEnd::kTimedOut);
}

TEST_F(ConsolePump, KeysQuitOnATerminal) {
  settings_.interactive = true;
  Type("\x01x");
  EXPECT_EQ(Pump("mute").end, PumpEnd::kQuit);
}

TEST_F(ConsolePump, SignalsEndIt) {
  signal_first_ = true;
  const PumpReport report = Pump("hang");
  EXPECT_EQ(report.end, PumpEnd::kSignal);
  EXPECT_EQ(report.signal, SIGTERM);
}

TEST_F(ConsolePump, AnOutputThatNobodyReadsEndsIt) {
  Ends output = SocketPair();
  output_ = output.ours.get();
  output.theirs.Close();
  EXPECT_EQ(Pump("flood").end, PumpEnd::kOutputClosed);
}

TEST_F(ConsolePump, AnOutputThatTakesNothingDelaysButDoesNotHang) {
  const Ends output = SocketPair();
  output_ = output.ours.get();
  ::fcntl(output_, F_SETFL, O_NONBLOCK);
  settings_.limit = milliseconds{300};
  EXPECT_EQ(Pump("flood").end, PumpEnd::kTimedOut);
}

TEST_F(ConsolePump, ShowsAllOfALargeOutput) {
  EXPECT_EQ(Pump("flood").end, PumpEnd::kGuestEnded);
  EXPECT_EQ(Contents("shown").size(), kBootLines.size() + (20'000 * 33));
}

}  // namespace
}  // namespace starkernel::tools
