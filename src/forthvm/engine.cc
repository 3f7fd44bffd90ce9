#include "src/forthvm/engine.h"

#include <optional>
#include <utility>

#include "src/forthvm/engine_kind.h"
#include "src/forthvm/fast_engine.h"
#include "src/forthvm/handler.h"
#include "src/forthvm/handler_table.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/native_engine.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/shortcut.h"
#include "src/forthvm/unwind.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/wait.h"

namespace starkernel::forthvm {
namespace {

/// Whether the VM instance does nothing but listen to the terminal: only the terminal loop
/// runs without a frame.
bool IsAtPrompt(const VmState& vm) { return vm.frames.empty() && vm.position >= vm.ready_position; }

/// What comes before the instruction at the code position, or that instruction.
Instruction NextOutOfTurn(VmState& vm) {
  const bool breaks = std::exchange(vm.break_requested, false);
  if (breaks && !vm.has_ended && !IsAtPrompt(vm)) {
    vm.woken = WakeCause::kNone;
    return Make(Opcode::kBreak);
  }
  if (std::exchange(vm.has_pending, false)) {
    return vm.pending;
  }
  return vm.code.At(vm.position++);
}

Instruction Next(VmState& vm) {
  if (vm.has_pending || vm.break_requested) [[unlikely]] {
    return NextOutOfTurn(vm);
  }
  const Instruction next = vm.code.At(vm.position);
  ++vm.position;
  return next;
}

/// How the run ends with an instruction of that status; nothing if it goes on.
std::optional<RunOutcome> EndOf(VmState& vm, Instruction instruction, Status status) {
  switch (status) {
    case Status::kNext:
    case Status::kExecute: break;
    case Status::kWait:
      vm.Execute(instruction);
      return vm.waits ? RunOutcome::kWaiting : RunOutcome::kWaitingForInput;
    case Status::kYield: return RunOutcome::kYielded;
    case Status::kBye:
      vm.has_ended = true;
      vm.files.CloseAll();
      vm.Execute(instruction);
      return RunOutcome::kBye;
    case Status::kThrow:
      if (!Unwind(vm)) {
        return RunOutcome::kUncaughtErrorInStartup;
      }
      break;
  }
  return std::nullopt;
}

/// Lets the engine of its choice do what it can do from here on, if that is anything.
void GoOnFast(VmState& vm) {
  if (vm.engine == EngineKind::kPlain || vm.fuel <= 0 || vm.has_pending || vm.break_requested) {
    return;
  }
  const Shortcut here = vm.code.ShortcutAt(vm.position);
  if (here != Shortcut::kNone && here != Shortcut::kNative) {
    RunFast(vm);
  }
  if (vm.engine == EngineKind::kNative && vm.native != nullptr && vm.fuel > 0 &&
      vm.code.ShortcutAt(vm.position) == Shortcut::kNative) {
    vm.native->Run(vm);
  }
}

}  // namespace

Status Perform(VmState& vm, Instruction instruction) {
  return kHandlers[instruction.opcode](vm, instruction);
}

Done RunOne(VmState& vm) {
  const Instruction instruction = Next(vm);
  const std::size_t depth = vm.data.depth();
  const Status status = kHandlers[instruction.opcode](vm, instruction);
  return {.instruction = instruction,
          .outcome = EndOf(vm, instruction, status),
          .is_due_again = vm.has_pending &&
                          (status == Status::kExecute || status == Status::kYield) &&
                          vm.pending.opcode == instruction.opcode &&
                          vm.pending.operand == instruction.operand && vm.data.depth() == depth};
}

RunOutcome RunEngine(VmState& vm) {
  // Where the last quantum ended they may well go on.
  GoOnFast(vm);
  while (vm.fuel > 0) {
    const Instruction instruction = Next(vm);
    const Status status = kHandlers[instruction.opcode](vm, instruction);
    if (status == Status::kNext) [[likely]] {
      GoOnFast(vm);
      continue;
    }
    if (const std::optional<RunOutcome> end = EndOf(vm, instruction, status); end.has_value()) {
      return *end;
    }
  }
  return RunOutcome::kQuantumSpent;
}

}  // namespace starkernel::forthvm
