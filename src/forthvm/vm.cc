#include "src/forthvm/vm.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "src/base/error.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/forthvm/code_space.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/engine.h"
#include "src/forthvm/engine_change.h"
#include "src/forthvm/engine_kind.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/host.h"
#include "src/forthvm/kernel_door.h"
#include "src/forthvm/name_table.h"
#include "src/forthvm/native_engine.h"
#include "src/forthvm/observed_run.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/storage_keeper.h"
#include "src/forthvm/system_code.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/vm_storage.h"
#include "src/forthvm/wait.h"

namespace starkernel::forthvm {
namespace {

/// So that with shared ones there are not more than places.
constexpr std::size_t kMostWords = NameTable::kGreatestPlace + 1 - Dictionary::kMostShared;

bool IsUsable(const VmStorage& storage) {
  const std::uint64_t largest = std::numeric_limits<std::int64_t>::max();
  return storage.envelope.size() >= layout::kMinimumEnvelope.value() &&
         storage.envelope.size() <= largest &&
         (storage.words.empty() || (std::has_single_bit(storage.name_slots.size()) &&
                                    storage.words.size() < storage.name_slots.size())) &&
         storage.words.size() <= kMostWords &&
         (storage.keeper != nullptr ||
          (!storage.sources.empty() && !storage.frames.empty() && !storage.items().empty()));
}

/// Gives the interpreter's cells their first values and opens the terminal.
void Begin(VmState& state) {
  state.memory.SetSystemCell(layout::kBase, 10);
  state.memory.SetSystemCell(layout::kToIn, 0);
  state.memory.SetSystemCell(layout::kBlk, 0);
  state.memory.SetSystemCell(layout::kScr, 0);
  state.SetCompiling(false);
  state.sources.Push({.kind = SourceKind::kTerminal, .text = layout::kLineBuffers});
}

/// What a VM instance has from birth on.
Result<VmStorage> StorageAtBirth(VmStorage storage) {
  if (storage.keeper != nullptr && storage.sources.empty()) {
    TRY(storage.keeper->Resize(StoragePart::kSources, 1, storage));
  }
  return storage;
}

RunOutcome RunOn(VmState& state) {
  if (state.observed) {
    return RunObserved(state);
  }
  const RunOutcome outcome = RunEngine(state);
  // PHYSICS-ON ends RunEngine, so that all that comes is seen.
  return state.observed ? RunObserved(state) : outcome;
}

/// Runs to where more of its definitions get machine code: that follows from what is spent alone,
/// so that it is the same however its time is cut into quanta.
RunOutcome RunToPortion(VmState& state) {
  const std::uint64_t done = std::min(state.before_code, state.SpentOfQuantum());
  const auto left = static_cast<std::int64_t>(state.before_code - done);
  const std::int64_t held = std::max<std::int64_t>(state.fuel - left, 0);
  state.fuel -= held;
  state.granted -= held;
  NextQuantum* const next = std::exchange(state.next_quantum, nullptr);
  const RunOutcome outcome = RunOn(state);
  state.next_quantum = next;
  state.fuel += held;
  state.granted += held;
  return outcome;
}

/// Runs until the quantum is spent or the VM instance has to stop, and gives it machine code where
/// that is due.
RunOutcome RunQuantum(VmState& state) {
  RunOutcome outcome = RunOutcome::kQuantumSpent;
  do {
    outcome = state.lacks_code ? RunToPortion(state) : RunOn(state);
    if (std::exchange(state.counts_anew, false)) {
      outcome = RunOutcome::kQuantumSpent;
    } else if (state.lacks_code && outcome == RunOutcome::kQuantumSpent &&
               !state.restart_requested && state.SpentOfQuantum() >= state.before_code) {
      GiveCode(state);
    }
  } while (outcome == RunOutcome::kQuantumSpent && !state.restart_requested && state.fuel > 0);
  return outcome;
}

}  // namespace

Vm::Vm(const VmStorage& storage, Host& host, std::span<const std::string_view> startup_files,
       const Dictionary& words)
    : state_(storage, host, startup_files, words) {
  Begin(state_);
}

Result<Vm> Vm::Create(const VmStorage& storage, Host& host,
                      std::span<const std::string_view> startup_files) {
  if (!IsUsable(storage) || storage.words.empty()) {
    return Error::kInvalidArgument;
  }
  Vm vm(storage, host, startup_files, Dictionary(storage.words, storage.names, storage.name_slots));
  TRY(InstallSystem(vm.state_));
  return vm;
}

Result<Vm> Vm::CreateLike(const Vm& model, const VmStorage& storage, Host& host,
                          std::span<const std::string_view> startup_files) {
  Require(!model.has_run_, "a VM instance that has run is no model of others");
  if (!IsUsable(storage)) {
    return Error::kInvalidArgument;
  }
  Vm vm(TRY(StorageAtBirth(storage)), host, startup_files,
        TRY(Dictionary::Sharing(model.state_.dictionary, storage.words, storage.names,
                                storage.name_slots)));
  vm.state_.TakeSystemOf(model.state_, CodeSpace::Sharing(model.state_.code, storage.code));
  vm.state_.Choose(model.state_.engine, model.state_.code_after);
  return vm;
}

void Vm::UseEngine(EngineKind engine) {
  ChangeEngine(state_, engine);
  while (state_.lacks_code && state_.native != nullptr) {
    GiveCode(state_);
  }
}

RunOutcome Vm::Run(Reductions quantum, WakeCause wake, NextQuantum* next) {
  has_run_ = true;
  if (std::exchange(state_.waits, false)) {
    state_.woken = wake;
  }
  state_.next_quantum = next;
  state_.BeginQuantum(quantum);
  state_.output.ChargeTo(state_.fuel, state_.host->output_cost());
  const RunOutcome outcome = RunQuantum(state_);
  state_.next_quantum = nullptr;
  state_.output.StopCharging();  // It may be moved before it runs again.
  waits_for_input_ = outcome == RunOutcome::kWaitingForInput;
  if (state_.restart_requested) {
    state_.fuel = std::min<std::int64_t>(state_.fuel, 0);  // What was held back is given up, too.
  }
  state_.before_code -= std::min(state_.before_code, state_.SpentOfQuantum());
  last_spent_ = state_.Settle();
  state_.granted = state_.fuel;
  if (!state_.restart_requested) {
    return outcome;
  }
  BeAtBirth();
  return RunOutcome::kQuantumSpent;
}

std::optional<std::uint64_t> Vm::window_hash() const {
  return state_.observed ? std::optional(state_.storage.physics.front().window().hash())
                         : std::nullopt;
}

void Vm::BeAtBirth() {
  NativeEngine* native = state_.native;
  if (native != nullptr) {
    native->Forget(state_.system_end);
    if (state_.storage.keeper != nullptr) {
      state_.storage.keeper->DropNative();
      native = nullptr;
    }
  }
  if (state_.dictionary.shared_count() != 0) {
    VmState born(state_.storage, *state_.host, {}, state_.dictionary.AtBirth(state_.forth));
    born.TakeSystemOf(state_, state_.code.AtBirth());
    born.Choose(state_.engine, state_.code_after);
    Begin(born);
    state_ = std::move(born);
    state_.native = native;
    state_.GiveBackUnused();
    return;
  }
  Result<Vm> again = Create(state_.storage, *state_.host, {});
  Require(again.ok(), "a VM instance that was born once cannot be born again");
  VmState born = std::move(again).value().state_;
  born.Choose(state_.engine, state_.code_after);
  state_ = std::move(born);
  state_.native = native;
}

}  // namespace starkernel::forthvm
