#pragma once

#include <span>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/forthvm/host.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/vm_storage.h"

namespace starkernel::forthvm {

/// A VM instance: a Forth system with an outer interpreter, in storage of its owner's. It
/// does something only inside Run(), and all that it is doing is part of its state, so that
/// it can be left at any time and taken up again with the same results.
class Vm {
 public:
  /// Makes a VM instance that will interpret the startup files in order, then talk to the
  /// terminal. QUIT in a startup file ends that file alone. Storage, host and file names must
  /// outlive it. Error::kInvalidArgument if the envelope is smaller than
  /// layout::kMinimumEnvelope or a span is empty, Error::kCapacity or kOutOfMemory if the
  /// words that every VM is born with do not fit.
  [[nodiscard]] static Result<Vm> Create(const VmStorage& storage, Host& host,
                                         std::span<const std::string_view> startup_files);

  Vm(Vm&&) = default;
  Vm& operator=(Vm&&) = default;
  Vm(const Vm&) = delete;
  Vm& operator=(const Vm&) = delete;
  ~Vm() = default;

  /// Executes until about `quantum` reductions are spent or the VM instance has to stop.
  /// What a long operation spends beyond the quantum is taken from the next one.
  RunOutcome Run(Reductions quantum);

  /// The user's interrupt: the next thing that the VM instance does is THROW -28, in the middle
  /// of a long word, too, and while it waits for a key. Whoever keeps it waiting has to run it.
  /// At the prompt, and after BYE, it does nothing. May be called by the host during Run().
  void Break() { state_.break_requested = true; }

  /// The data stack, bottom first.
  [[nodiscard]] std::span<const Cell> data_stack() const [[clang::lifetimebound]] {
    return state_.data.items();
  }

  /// One beyond the newest word id.
  [[nodiscard]] WordId word_end() const { return WordId(state_.dictionary.end()); }

  /// The next free address of data space.
  [[nodiscard]] GuestAddr here() const { return state_.here; }

 private:
  Vm(const VmStorage& storage, Host& host, std::span<const std::string_view> startup_files)
      : state_(storage, host, startup_files) {}

  VmState state_;
};

}  // namespace starkernel::forthvm
