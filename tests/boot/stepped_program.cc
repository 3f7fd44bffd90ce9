#include "tests/boot/stepped_program.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstring>
#include <utility>

namespace starkernel::tests {
namespace {

constexpr int kCannotExecute = 127;

/// What the kernel takes where a request needs nothing.
constexpr std::uint64_t kNothing = 0;

[[noreturn]] void RunChild(const std::string& program, char* const* arguments,
                           const std::string& directory, pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int input = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  const bool is_ready = ::getppid() == parent && ::dup2(input, STDIN_FILENO) >= 0 &&
                        ::chdir(directory.c_str()) == 0 &&
                        ::ptrace(PTRACE_TRACEME, 0, kNothing, kNothing) == 0;
  if (is_ready) {
    ::execv(program.c_str(), arguments);
  }
  ::_exit(kCannotExecute);
}

bool StoppedBy(int status, int signal) { return WIFSTOPPED(status) && WSTOPSIG(status) == signal; }

}  // namespace

std::expected<SteppedProgram, std::string> SteppedProgram::Start(
    const std::filesystem::path& program, const std::vector<std::string>& arguments,
    const std::filesystem::path& directory) {
  std::vector<std::string> words{program.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) {
    pointers.push_back(word.data());
  }
  pointers.push_back(nullptr);
  const pid_t parent = ::getpid();
  const pid_t id = ::fork();
  if (id == 0) {
    RunChild(words.front(), pointers.data(), directory.string(), parent);
  }
  if (id < 0) {
    return std::unexpected(std::string("cannot start a child process: ") + std::strerror(errno));
  }
  SteppedProgram started(id);
  if (!StoppedBy(started.WaitForStop(), SIGTRAP)) {
    return std::unexpected(program.string() + " cannot be executed step by step");
  }
  return started;
}

SteppedProgram::SteppedProgram(SteppedProgram&& other) noexcept
    : id_(std::exchange(other.id_, kNone)) {}

SteppedProgram::~SteppedProgram() {
  if (id_ != kNone) {
    ::kill(id_, SIGKILL);
    static_cast<void>(WaitForStop());
  }
}

/// The status that waitpid(2) gives; when the program has ended, nobody waits for it any more.
int SteppedProgram::WaitForStop() {
  int status = 0;
  if (::waitpid(id_, &status, 0) != id_ || !WIFSTOPPED(status)) {
    id_ = kNone;
  }
  return status;
}

std::uint64_t SteppedProgram::Place() const {
  return static_cast<std::uint64_t>(
      ::ptrace(PTRACE_PEEKUSER, id_, std::uint64_t{offsetof(user, regs.rip)}, kNothing));
}

std::uint64_t SteppedProgram::ReturnAddress() const {
  const auto stack = static_cast<std::uint64_t>(
      ::ptrace(PTRACE_PEEKUSER, id_, std::uint64_t{offsetof(user, regs.rsp)}, kNothing));
  return static_cast<std::uint64_t>(::ptrace(PTRACE_PEEKDATA, id_, stack, kNothing));
}

/// Executes one instruction.
int SteppedProgram::Step() {
  ::ptrace(PTRACE_SINGLESTEP, id_, kNothing, kNothing);
  return WaitForStop();
}

bool SteppedProgram::RunTo(std::uint64_t address) {
  constexpr std::uint64_t kBreakpoint = 0xcc;
  constexpr std::uint64_t kByte = 0xff;
  if (Place() == address && !StoppedBy(Step(), SIGTRAP)) {
    return false;
  }
  const auto code = static_cast<std::uint64_t>(::ptrace(PTRACE_PEEKTEXT, id_, address, kNothing));
  ::ptrace(PTRACE_POKETEXT, id_, address, (code & ~kByte) | kBreakpoint);
  std::uint64_t signal = 0;
  while (id_ != kNone) {
    ::ptrace(PTRACE_CONT, id_, kNothing, signal);
    const int status = WaitForStop();
    if (StoppedBy(status, SIGTRAP) && Place() == address + 1) {
      ::ptrace(PTRACE_POKETEXT, id_, address, code);
      ::ptrace(PTRACE_POKEUSER, id_, std::uint64_t{offsetof(user, regs.rip)}, address);
      return true;
    }
    signal = WIFSTOPPED(status) ? static_cast<std::uint64_t>(WSTOPSIG(status)) : 0;
  }
  return false;
}

std::expected<std::uint64_t, std::string> SteppedProgram::StepTo(std::uint64_t address,
                                                                 std::uint64_t most) {
  for (std::uint64_t count = 1; count <= most; ++count) {
    const int status = Step();
    if (!StoppedBy(status, SIGTRAP)) {
      return std::unexpected("status " + std::to_string(status) + " after " +
                             std::to_string(count) + " instructions");
    }
    if (Place() == address) {
      return count;
    }
  }
  return std::unexpected("more than " + std::to_string(most) + " instructions");
}

int SteppedProgram::Finish() {
  std::uint64_t signal = 0;
  int status = -1;
  while (id_ != kNone) {
    ::ptrace(PTRACE_CONT, id_, kNothing, signal);
    status = WaitForStop();
    signal = WIFSTOPPED(status) ? static_cast<std::uint64_t>(WSTOPSIG(status)) : 0;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace starkernel::tests
