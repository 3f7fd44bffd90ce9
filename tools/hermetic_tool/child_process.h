#pragma once

#include <sys/types.h>

#include <chrono>
#include <expected>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace starkernel::tools {

/// What to start. The child sees exactly this environment, and no descriptor of ours but these.
struct ChildSpec {
  std::vector<std::string> command;           ///< Arguments; the first is also the file to execute.
  std::vector<std::string> environment{};     ///< `NAME=VALUE` each.
  std::filesystem::path working_directory{};  ///< Empty: ours.
  int input = kDevNull;
  int output = kInherit;
  int error = kInherit;
  int extra = kDevNull;  ///< Becomes descriptor 3 if it is a descriptor.

  static constexpr int kDevNull = -1;
  static constexpr int kInherit = -2;
};

/// How a child ended: its exit status, or the signal that killed it.
struct ChildEnd {
  bool signalled = false;
  int value = 0;

  [[nodiscard]] bool success() const { return !signalled && value == 0; }
  friend bool operator==(const ChildEnd&, const ChildEnd&) = default;
};

/// "exit status 3" or "signal 9".
[[nodiscard]] std::string DescribeEnd(const ChildEnd& end);

/// A running child of this program. Whoever owns one has to wait for it; if that does not
/// happen, the destructor kills the child, by its own process id, and waits. The child dies with
/// its parent, however the parent ends.
class ChildProcess {
 public:
  /// Starts the child without a shell. A file that cannot be executed shows as exit status 127
  /// and a line on the child's standard error.
  [[nodiscard]] static std::expected<ChildProcess, std::string> Start(const ChildSpec& spec);

  ChildProcess(ChildProcess&& other) noexcept : id_(std::exchange(other.id_, kNone)) {}
  ChildProcess& operator=(ChildProcess&&) = delete;
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ~ChildProcess();

  /// Waits until the child has ended; kills it first if that takes longer than `patience`.
  /// Only once.
  [[nodiscard]] ChildEnd Wait(std::chrono::milliseconds patience);

  /// Ends the child at once; Wait still has to be called, and will not have to wait.
  void Kill();

 private:
  explicit ChildProcess(pid_t id) : id_(id) {}

  static constexpr pid_t kNone = -1;
  pid_t id_;
};

}  // namespace starkernel::tools
