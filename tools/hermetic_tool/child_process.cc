#include "tools/hermetic_tool/child_process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <thread>

namespace starkernel::tools {
namespace {

constexpr int kCannotExecute = 127;
constexpr int kExtraDescriptor = 3;
constexpr int kFirstSpare = 10;  // Above every descriptor that the child is given.

std::vector<char*> NullTerminated(std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  pointers.reserve(strings.size() + 1);
  for (std::string& text : strings) {
    pointers.push_back(text.data());
  }
  pointers.push_back(nullptr);
  return pointers;
}

// A duplicate out of the way of descriptors 0 to 3, so that placing one never overwrites
// another that has still to be placed.
int Spare(int source, int inherited, int null_flags) {
  if (source == ChildSpec::kInherit) {
    source = inherited;
  }
  if (source == ChildSpec::kDevNull) {
    const int opened = ::open("/dev/null", null_flags | O_CLOEXEC);
    return ::fcntl(opened, F_DUPFD_CLOEXEC, kFirstSpare);
  }
  return ::fcntl(source, F_DUPFD_CLOEXEC, kFirstSpare);
}

bool PlaceDescriptors(const ChildSpec& spec) {
  const std::array<int, 3> spares = {Spare(spec.input, STDIN_FILENO, O_RDONLY),
                                     Spare(spec.output, STDOUT_FILENO, O_WRONLY),
                                     Spare(spec.error, STDERR_FILENO, O_WRONLY)};
  const int extra = spec.extra < 0 ? -1 : ::fcntl(spec.extra, F_DUPFD_CLOEXEC, kFirstSpare);
  int target = STDIN_FILENO;
  for (const int spare : spares) {
    if (::dup2(spare, target) < 0) {
      return false;
    }
    ++target;
  }
  return extra < 0 || ::dup2(extra, kExtraDescriptor) == kExtraDescriptor;
}

[[noreturn]] void RunChild(const ChildSpec& spec, char* const* arguments, char* const* environment,
                           pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) {  // The parent ended before the line above.
    ::_exit(kCannotExecute);
  }
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  const bool placed = PlaceDescriptors(spec);
  const bool entered =
      spec.working_directory.empty() || ::chdir(spec.working_directory.c_str()) == 0;
  if (placed && entered) {
    ::execve(spec.command.front().c_str(), arguments, environment);
  }
  std::fprintf(stderr, "cannot run %s: %s\n", spec.command.front().c_str(), std::strerror(errno));
  ::_exit(kCannotExecute);
}

}  // namespace

std::string DescribeEnd(const ChildEnd& end) {
  return (end.signalled ? "signal " : "exit status ") + std::to_string(end.value);
}

std::expected<ChildProcess, std::string> ChildProcess::Start(const ChildSpec& spec) {
  if (spec.command.empty()) {
    return std::unexpected("no command to run");
  }
  std::vector<std::string> command = spec.command;
  std::vector<std::string> environment = spec.environment;
  const std::vector<char*> arguments = NullTerminated(command);
  const std::vector<char*> variables = NullTerminated(environment);
  const pid_t parent = ::getpid();
  // fork rather than posix_spawn: only the child itself can ask to die with its parent.
  const pid_t id = ::fork();
  if (id < 0) {
    return std::unexpected(std::string("cannot start a child process: ") + std::strerror(errno));
  }
  if (id == 0) {
    RunChild(spec, arguments.data(), variables.data(), parent);
  }
  return ChildProcess(id);
}

ChildProcess::~ChildProcess() {
  if (id_ != kNone) {
    static_cast<void>(Wait(std::chrono::milliseconds{0}));
  }
}

ChildEnd ChildProcess::Wait(std::chrono::milliseconds patience) {
  constexpr std::chrono::milliseconds kPause{2};
  int status = 0;
  pid_t ended = ::waitpid(id_, &status, WNOHANG);
  for (auto waited = kPause; ended == 0 && waited <= patience; waited += kPause) {
    std::this_thread::sleep_for(kPause);
    ended = ::waitpid(id_, &status, WNOHANG);
  }
  if (ended == 0) {
    Kill();
    while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
  }
  id_ = kNone;
  if (WIFSIGNALED(status)) {
    return {.signalled = true, .value = WTERMSIG(status)};
  }
  return {.signalled = false, .value = WEXITSTATUS(status)};
}

void ChildProcess::Kill() {
  if (id_ != kNone) {
    ::kill(id_, SIGKILL);
  }
}

}  // namespace starkernel::tools
