#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm.h"
#include "tests/forth_fuzz/fuzz_host.h"
#include "tests/forth_fuzz/fuzz_kernel.h"
#include "tests/forth_fuzz/fuzz_model.h"
#include "tests/forth_fuzz/fuzz_program.h"
#include "tests/forth_fuzz/fuzz_storage.h"
#include "tests/forth_fuzz/guarded_envelope.h"

namespace starkernel::forthvm::fuzz {

/// How a program came out.
enum class FuzzEnd : std::uint8_t {
  kAnswers,  ///< The VM instance added one and two afterwards.
  kPrompts,  ///< The program changed what it takes to do that; there was a prompt again.
  kBye,      ///< It ended the VM instance.
  kEndless,  ///< It caught every interrupt.
};

/// A VM instance with little room, which is made anew before each program.
class FuzzVm {
 public:
  /// One like the model, in `envelope`, of which `content` is the same memory without protection;
  /// `guard` says why an access to it was refused, if it refuses any. All must outlive it.
  FuzzVm(const FuzzModel& model, std::span<std::byte> envelope, std::span<std::byte> content,
         const GuardedEnvelope* guard);
  FuzzVm(const FuzzVm&) = delete;
  FuzzVm& operator=(const FuzzVm&) = delete;
  ~FuzzVm() = default;

  /// Runs a program in a new VM instance. What is wrong with how it came out;
  /// empty if nothing is.
  [[nodiscard]] std::string ViolationOf(const FuzzProgram& program);

  /// Whether a VM instance that has run no program since it was put back is still as it was, and
  /// adds one and two.
  [[nodiscard]] bool IsAsAtBirth() const;
  [[nodiscard]] bool Adds();

  /// How the last program came out, if nothing was wrong, and what it wrote.
  [[nodiscard]] FuzzEnd end() const { return end_; }
  [[nodiscard]] const std::string& transcript() const [[clang::lifetimebound]] {
    return transcript_;
  }

 private:
  void MakeAnew();
  /// Notes how it is now, as it was at birth.
  void Remember();
  /// Why the program goes on, if it can though nothing is typed.
  [[nodiscard]] std::optional<WakeCause> TakeWake(RunOutcome outcome);
  /// Runs what is typed, for about that many reductions.
  RunOutcome RunFor(Reductions all, Reductions quantum);
  [[nodiscard]] bool IsAtPrompt(RunOutcome outcome) const;
  /// Interrupts the program until there is a prompt. False if it does not stop.
  bool BringPrompt(RunOutcome outcome);
  [[nodiscard]] std::string ViolationAtPrompt();
  [[nodiscard]] std::string ViolationOfState() const;
  [[nodiscard]] bool MeansWhatItDid() const;

  const Vm* model_;
  std::span<std::byte> envelope_;
  std::span<std::byte> content_;
  FuzzKernel kernel_;
  FuzzHost host_;
  FuzzStorage storage_;
  FuzzStorage blank_storage_;
  FuzzStorage storage_at_birth_;
  std::vector<std::byte> content_at_birth_;
  std::unique_ptr<Vm> vm_;
  std::array<WordId, 3> meanings_at_birth_{};
  Reductions most_owed_{0};  ///< By the program, at the end of a window.
  FuzzEnd end_ = FuzzEnd::kAnswers;
  std::string transcript_;
};

}  // namespace starkernel::forthvm::fuzz
