#include "src/forthvm/observed_run.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "src/base/format.h"
#include "src/base/result.h"
#include "src/base/text_buffer.h"
#include "src/base/text_writer.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/engine.h"
#include "src/forthvm/host.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/log_level.h"
#include "src/forthvm/next_quantum.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/storage_keeper.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_header.h"
#include "src/physics/physics.h"
#include "src/physics/sampler.h"
#include "src/physics/tick_row.h"

namespace starkernel::forthvm {
namespace {

constexpr std::size_t kLongestRow = 512;
/// A row takes about as long as looking at so many records.
constexpr std::size_t kLooksInRow = 3072;

void LogTick(VmState& vm, const physics::TickRow& row) {
  TextBuffer<kLongestRow> line;
  TextWriter writer(line);
  writer.Text("TICK:");
  physics::WriteRow(writer, row);
  vm.host->Log(LogLevel::kInfo, line.view());
}

/// Logs what is so now, if it is time for it by the machine's clock: nothing that physics knows
/// depends on that.
void Beat(VmState& vm) {
  physics::Physics& physics = vm.storage.physics.front();
  if (physics.beats_every == 0) {
    return;
  }
  const Result<std::uint64_t> now = vm.host->Milliseconds();
  if (!now.ok() || now.value() < physics.next_beat) {
    return;
  }
  physics.next_beat = now.value() + physics.beats_every;
  if (LogLevel::kInfo <= vm.log_level) {
    TextBuffer<kLongestRow> line;
    TextWriter writer(line);
    Format(writer, "BEAT:{},", now.value());
    physics::WriteRow(writer, physics.RowNow());
    vm.host->Log(LogLevel::kInfo, line.view());
  }
}

/// Shows physics a word; place 0 is the interpreter itself.
void Show(VmState& vm, HeaderIndex word) {
  const std::size_t place = word.value();
  if (place >= vm.storage.heats.size()) {
    vm.Enlarge(StoragePart::kHeats, place + 1);
  }
  physics::Physics& physics = vm.storage.physics.front();
  const physics::Physics::Outcome outcome =
      physics.Observe({.place = word.value(),
                       .word = vm.dictionary.Header(word).id,
                       .depth = static_cast<std::uint32_t>(vm.frames.depth())},
                      vm.storage.heats);
  // Whoever is looked at pays for it, since all others wait meanwhile.
  vm.fuel -= 1;
  vm.ChargeLength(outcome.cost);
  if (outcome.ticked && physics.logs_ticks && LogLevel::kInfo <= vm.log_level) {
    LogTick(vm, physics.last_row());
    vm.ChargeLength(kLooksInRow);
  }
}

physics::Sampler& SamplerOf(VmState& vm [[clang::lifetimebound]]) {
  return vm.storage.physics.front().sampler();
}

/// Runs to the next sample at most.
RunOutcome RunPiece(VmState& vm) {
  SamplerOf(vm).Start();
  const auto remaining = static_cast<std::int64_t>(SamplerOf(vm).remaining());
  const std::int64_t held = std::max<std::int64_t>(vm.fuel - remaining, 0);
  vm.fuel -= held;
  vm.granted -= held;
  const std::int64_t before = vm.fuel;
  // What a piece leaves is no quantum's end, also where physics is switched off in it.
  NextQuantum* const next = std::exchange(vm.next_quantum, nullptr);
  const RunOutcome outcome = RunEngine(vm);
  vm.next_quantum = next;
  const auto spent = static_cast<std::uint64_t>(before - vm.fuel);
  vm.fuel += held;
  vm.granted += held;
  // Physics may have been switched off meanwhile, and on again in another place.
  if (!vm.observed) {
    return outcome;
  }
  const bool restarts = SamplerOf(vm).restarts() || !SamplerOf(vm).started();
  if (SamplerOf(vm).Spend(spent)) {
    Show(vm, vm.frames.empty() ? HeaderIndex(0) : vm.current_word);
  }
  return restarts ? RunOutcome::kQuantumSpent : outcome;
}

/// Does one instruction and shows the word that it executes, unless that is done again.
RunOutcome RunExactly(VmState& vm) {
  SamplerOf(vm).Start();
  const std::int64_t before = vm.fuel;
  const Done done = RunOne(vm);
  const RunOutcome outcome = done.outcome.value_or(RunOutcome::kQuantumSpent);
  if (!vm.observed) {
    return outcome;
  }
  const bool restarts = SamplerOf(vm).restarts() || !SamplerOf(vm).started();
  SamplerOf(vm).Spend(static_cast<std::uint64_t>(before - vm.fuel));
  if (restarts) {
    return RunOutcome::kQuantumSpent;
  }
  const HeaderIndex word(static_cast<std::uint32_t>(done.instruction.operand));
  const bool waits = outcome == RunOutcome::kWaiting || outcome == RunOutcome::kWaitingForInput;
  // What a marker forgets is not there any more, nor is the marker.
  if (ExecutesWord(done.instruction) && !waits && !done.is_due_again &&
      word < vm.dictionary.end_index()) {
    Show(vm, word);
  }
  return outcome;
}

/// Runs without being looked at, to PHYSICS-ON at most.
RunOutcome RunUnobserved(VmState& vm) {
  const RunOutcome outcome = RunEngine(vm);
  return vm.observed ? RunOutcome::kQuantumSpent : outcome;
}

/// Runs until something comes of it that RunObserved looks at.
RunOutcome RunShown(VmState& vm) {
  if (!vm.observed) {
    return RunUnobserved(vm);
  }
  return vm.storage.physics.front().exact ? RunExactly(vm) : RunPiece(vm);
}

}  // namespace

RunOutcome RunObserved(VmState& vm) {
  if (vm.observed) {
    Beat(vm);
  }
  RunOutcome outcome = RunOutcome::kQuantumSpent;
  while (vm.fuel > 0 && !vm.restart_requested && outcome == RunOutcome::kQuantumSpent) {
    outcome = RunShown(vm);
  }
  return outcome;
}

}  // namespace starkernel::forthvm
