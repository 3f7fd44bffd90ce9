#include "tools/qemu_boot/machine_run.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <string_view>
#include <utility>

#include "tools/hermetic_tool/file_descriptor.h"
#include "tools/hermetic_tool/hermetic_tool.h"

namespace starkernel::tools {
namespace {

// Without this greeting the monitor reports no events.
constexpr std::string_view kMonitorGreeting = "{\"execute\":\"qmp_capabilities\"}\n";
constexpr std::string_view kResetEvent = "\"reason\": \"guest-reset\"";

// How long QEMU may take to exit after its serial line has closed.
constexpr std::chrono::milliseconds kPatience{5000};

struct Line {
  FileDescriptor ours;
  FileDescriptor theirs;
};

// A socket is full after a few hundred writes of a byte each, and a guest that QEMU keeps waiting
// for long gives the rest up; a pipe takes 65,536 bytes however they are written.
std::expected<Line, std::string> MakePipe() {
  std::array<int, 2> ends = {-1, -1};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    return std::unexpected(std::string("cannot make a pipe to QEMU: ") + std::strerror(errno));
  }
  return Line{FileDescriptor(ends[0]), FileDescriptor(ends[1])};
}

std::expected<Line, std::string> MakeLine() {
  std::array<int, 2> ends = {-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    return std::unexpected(std::string("cannot make a line to QEMU: ") + std::strerror(errno));
  }
  return Line{FileDescriptor(ends[0]), FileDescriptor(ends[1])};
}

}  // namespace

std::expected<ChildSpec, std::string> QemuSpec(const Options& options, Accelerator accelerator,
                                               const MachineFiles& files) {
  auto command = HermeticCommand(files.qemu_root, "qemu-system-x86_64",
                                 QemuArguments(options, accelerator, files));
  if (!command) {
    return std::unexpected(command.error());
  }
  return ChildSpec{.command = *std::move(command), .environment = QemuEnvironment(files)};
}

std::expected<MachineRun, std::string> RunMachine(const ChildSpec& qemu,
                                                  const PumpSettings& settings, int signals,
                                                  int log) {
  auto serial = MakeLine();
  auto output = MakePipe();
  auto complaints = MakeLine();
  auto monitor = MakeLine();
  if (!serial || !output || !complaints || !monitor) {
    return std::unexpected("cannot make the lines to QEMU");
  }
  ChildSpec spec = qemu;
  spec.input = serial->theirs.get();
  spec.output = output->theirs.get();
  spec.error = complaints->theirs.get();
  spec.extra = monitor->theirs.get();
  auto child = ChildProcess::Start(spec);
  if (!child) {
    return std::unexpected(child.error());
  }
  serial->theirs.Close();
  output->theirs.Close();
  complaints->theirs.Close();
  monitor->theirs.Close();
  static_cast<void>(
      ::send(monitor->ours.get(), kMonitorGreeting.data(), kMonitorGreeting.size(), MSG_NOSIGNAL));
  MachineRun run;
  run.console = PumpConsole({.input = STDIN_FILENO,
                             .output = STDOUT_FILENO,
                             .guest = serial->ours.get(),
                             .heard = output->ours.get(),
                             .diagnostics = complaints->ours.get(),
                             .control = monitor->ours.get(),
                             .signals = signals,
                             .log = log},
                            settings);
  const bool ended = run.console.end == PumpEnd::kGuestEnded;
  run.end = child->Wait(ended ? kPatience : std::chrono::milliseconds{0});
  run.guest_reset = run.console.control.find(kResetEvent) != std::string::npos;
  return run;
}

}  // namespace starkernel::tools
