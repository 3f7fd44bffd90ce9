#pragma once

#include <sys/types.h>

#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>
#include <vector>

namespace starkernel::tests {

/// A program of this machine that is stopped where its owner wants it to be, and made to take one
/// instruction after the other there, by ptrace(2): that needs no rights, as it is a child. Its
/// input is empty, and its outputs are ours. The destructor ends it, and so does our own end.
class SteppedProgram {
 public:
  /// Starts the program, a static one that is linked to fixed addresses, with `arguments` behind
  /// its name, and stops before its first instruction. The error says what did not work.
  [[nodiscard]] static std::expected<SteppedProgram, std::string> Start(
      const std::filesystem::path& program, const std::vector<std::string>& arguments,
      const std::filesystem::path& directory);

  SteppedProgram(SteppedProgram&& other) noexcept;
  SteppedProgram& operator=(SteppedProgram&&) = delete;
  SteppedProgram(const SteppedProgram&) = delete;
  SteppedProgram& operator=(const SteppedProgram&) = delete;
  ~SteppedProgram();

  /// Lets it run until the instruction at `address` would be next again. False if it ends
  /// before that.
  [[nodiscard]] bool RunTo(std::uint64_t address);

  /// Executes one instruction after the other, at most `most`, until the one at `address` is next:
  /// how many. An error if it is not by then, or the program ends or gets a signal.
  [[nodiscard]] std::expected<std::uint64_t, std::string> StepTo(std::uint64_t address,
                                                                 std::uint64_t most);

  /// Where a function returns to before whose first instruction the program is stopped.
  [[nodiscard]] std::uint64_t ReturnAddress() const;

  /// Lets it run to its end; its exit status, or -1 if it ended otherwise.
  [[nodiscard]] int Finish();

 private:
  explicit SteppedProgram(pid_t id) : id_(id) {}

  [[nodiscard]] std::uint64_t Place() const;
  [[nodiscard]] int WaitForStop();
  [[nodiscard]] int Step();

  static constexpr pid_t kNone = -1;
  pid_t id_;
};

}  // namespace starkernel::tests
