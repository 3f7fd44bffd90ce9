#include "src/forthvm/observed_run.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "src/base/text_buffer.h"
#include "src/base/text_writer.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/engine.h"
#include "src/forthvm/host.h"
#include "src/forthvm/log_level.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/storage_keeper.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_header.h"
#include "src/physics/physics.h"
#include "src/physics/sampler.h"
#include "src/physics/tick_row.h"

namespace starkernel::forthvm {
namespace {

void LogTick(VmState& vm, const physics::TickRow& row) {
  constexpr std::size_t kLongestRow = 512;
  TextBuffer<kLongestRow> line;
  TextWriter writer(line);
  writer.Text("TICK:");
  physics::WriteRow(writer, row);
  vm.host->Log(LogLevel::kInfo, line.view());
}

/// Shows physics the definition that runs; place 0 is the interpreter itself.
void Show(VmState& vm) {
  const HeaderIndex word = vm.frames.empty() ? HeaderIndex(0) : vm.current_word;
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
  }
}

/// Runs to the next sample at most.
RunOutcome RunPiece(VmState& vm) {
  const auto sampler = [&vm]() -> physics::Sampler& {
    return vm.storage.physics.front().sampler();
  };
  sampler().Start();
  const auto remaining = static_cast<std::int64_t>(sampler().remaining());
  const std::int64_t held = std::max<std::int64_t>(vm.fuel - remaining, 0);
  vm.fuel -= held;
  const std::int64_t before = vm.fuel;
  const RunOutcome outcome = RunEngine(vm);
  const auto spent = static_cast<std::uint64_t>(before - vm.fuel);
  vm.fuel += held;
  // Physics may have been switched off meanwhile, and on again in another place.
  if (!vm.observed) {
    return outcome;
  }
  const bool restarts = sampler().restarts() || !sampler().started();
  if (sampler().Spend(spent)) {
    Show(vm);
  }
  return restarts ? RunOutcome::kQuantumSpent : outcome;
}

/// Runs without being looked at, to PHYSICS-ON at most.
RunOutcome RunUnobserved(VmState& vm) {
  const RunOutcome outcome = RunEngine(vm);
  return vm.observed ? RunOutcome::kQuantumSpent : outcome;
}

}  // namespace

RunOutcome RunObserved(VmState& vm) {
  RunOutcome outcome = RunOutcome::kQuantumSpent;
  while (vm.fuel > 0 && !vm.restart_requested && outcome == RunOutcome::kQuantumSpent) {
    outcome = vm.observed ? RunPiece(vm) : RunUnobserved(vm);
  }
  return outcome;
}

}  // namespace starkernel::forthvm
