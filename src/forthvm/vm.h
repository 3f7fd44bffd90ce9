#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/forthvm/code_space.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/engine_kind.h"
#include "src/forthvm/host.h"
#include "src/forthvm/native_engine.h"
#include "src/forthvm/next_quantum.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/vm_storage.h"
#include "src/forthvm/wait.h"

namespace starkernel::forthvm {

/// A VM instance: a Forth system with an outer interpreter, in storage of its owner's. It
/// does something only inside Run(), and all that it is doing is part of its state, so that
/// it can be left at any time and taken up again with the same results.
class Vm {
 public:
  /// Makes a VM instance that will interpret the startup files in order, then talk to the
  /// terminal. QUIT in a startup file ends that file alone. Storage, host and file names must
  /// outlive it. Error::kInvalidArgument if the envelope is smaller than
  /// layout::kMinimumEnvelope, a span is empty or there are too few name slots, Error::kCapacity or
  /// kOutOfMemory if the words that every VM is born with do not fit.
  [[nodiscard]] static Result<Vm> Create(const VmStorage& storage, Host& host,
                                         std::span<const std::string_view> startup_files);

  /// Makes one that shares the words and code of `model`, which must never have run, and never may
  /// as long as this one lives, nor its storage change: they are not copied, and the storage for
  /// words, names and code is for what programs add. It begins with the same engine, as late.
  /// Errors as above.
  [[nodiscard]] static Result<Vm> CreateLike(const Vm& model, const VmStorage& storage, Host& host,
                                             std::span<const std::string_view> startup_files);

  Vm(Vm&&) = default;
  Vm& operator=(Vm&&) = default;
  Vm(const Vm&) = delete;
  Vm& operator=(const Vm&) = delete;
  ~Vm() = default;

  /// Executes until about `quantum` reductions are spent or the VM instance has to stop.
  /// What a long operation spends beyond the quantum is taken from the next one. If it waited for
  /// what wait() says, `wake` is why it goes on. Where a quantum is spent, `next` may be asked for
  /// another one, if it is not null, and is not if an engine cannot go on where it is.
  RunOutcome Run(Reductions quantum, WakeCause wake = WakeCause::kEvent,
                 NextQuantum* next = nullptr);

  /// What it waits for, if it does and has said so; otherwise it waits for input or not at all.
  [[nodiscard]] Wait wait() const { return state_.waits ? state_.wait : Wait{}; }

  /// Whether it can go on when its terminal or device has something for it.
  [[nodiscard]] bool waits_for_input() const { return waits_for_input_; }

  /// What the last quantum of the last Run spent, debts that it paid not included.
  [[nodiscard]] Reductions last_spent() const { return last_spent_; }

  /// The user's interrupt: the next thing that the VM instance does is THROW -28, in the middle
  /// of a long word, too, and while it waits for a key. Whoever keeps it waiting has to run it.
  /// At the prompt, and after BYE, it does nothing. May be called by the host during Run().
  void Break() { state_.break_requested = true; }

  /// From its next run on it is executed in this way. If that is the native one, all finished
  /// definitions that may have machine code get it now, which takes as long as it takes.
  void UseEngine(EngineKind engine);
  /// The same, but if that is the native one, the first definitions get machine code when it has
  /// spent `spent` reductions, from its birth on, others some at a time as it spends more (see
  /// GiveCode): at the same instruction however its time is cut into quanta. It
  /// may choose an engine itself before that.
  void UseEngineAfter(Reductions spent, EngineKind engine) { state_.Choose(engine, spent.value()); }
  [[nodiscard]] EngineKind engine() const { return state_.engine; }

  /// Has `native`, which nobody else knows, execute what it can of the definitions that are made
  /// from now on.
  void Use(NativeEngine& native) {
    state_.native = &native;
    state_.Choose(EngineKind::kNative, 0);
  }

  /// The reductions by which it has exceeded its quanta so far, which the next ones pay for.
  [[nodiscard]] Reductions owed() const {
    return Reductions(static_cast<std::uint64_t>(std::max<std::int64_t>(-state_.fuel, 0)));
  }

  /// The data stack, bottom first.
  [[nodiscard]] std::span<const Cell> data_stack() const [[clang::lifetimebound]] {
    return state_.data.items();
  }

  /// What definitions put on the return stack, locals among it, bottom first.
  [[nodiscard]] std::span<const Cell> return_stack() const [[clang::lifetimebound]] {
    return state_.returns.items();
  }

  /// The position of the next instruction.
  [[nodiscard]] std::uint32_t position() const { return state_.position; }

  /// How much lies on the stacks that programs cannot address.
  struct Depths {
    std::size_t parked = 0;      ///< Items that definitions put on the return stack.
    std::size_t loops = 0;       ///< Counted loops.
    std::size_t frames = 0;      ///< Calls.
    std::size_t exceptions = 0;  ///< CATCHes.

    friend bool operator==(const Depths&, const Depths&) = default;
  };
  [[nodiscard]] Depths depths() const {
    return {.parked = state_.returns.depth(),
            .loops = state_.loops.depth(),
            .frames = state_.frames.depth(),
            .exceptions = state_.exceptions.depth()};
  }

  /// What physics has seen of it, as the hash of all word ids; none while physics is off.
  [[nodiscard]] std::optional<std::uint64_t> window_hash() const;

  /// The code of the last THROW that nobody caught; 0 if there was none.
  [[nodiscard]] Cell uncaught() const { return state_.uncaught; }

  /// All words, and what they compiled.
  [[nodiscard]] const Dictionary& dictionary() const [[clang::lifetimebound]] {
    return state_.dictionary;
  }
  [[nodiscard]] const CodeSpace& code() const [[clang::lifetimebound]] { return state_.code; }

  /// One beyond the newest word id.
  [[nodiscard]] WordId word_end() const { return WordId(state_.dictionary.end()); }

  /// The next free address of data space.
  [[nodiscard]] GuestAddr here() const { return state_.here; }

 private:
  Vm(const VmStorage& storage, Host& host, std::span<const std::string_view> startup_files,
     const Dictionary& words);

  /// COLD: without what was added since.
  void BeAtBirth();

  VmState state_;
  Reductions last_spent_;
  bool waits_for_input_ = false;
  bool has_run_ = false;
};

}  // namespace starkernel::forthvm
