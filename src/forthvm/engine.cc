#include "src/forthvm/engine.h"

#include "src/forthvm/handler.h"
#include "src/forthvm/handler_table.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/unwind.h"
#include "src/forthvm/vm_state.h"

namespace starkernel::forthvm {
namespace {

Instruction Next(VmState& vm) {
  if (vm.has_pending) [[unlikely]] {
    vm.has_pending = false;
    return vm.pending;
  }
  const Instruction next = vm.code.At(vm.position);
  ++vm.position;
  return next;
}

}  // namespace

RunOutcome RunEngine(VmState& vm) {
  while (vm.fuel > 0) {
    const Instruction instruction = Next(vm);
    switch (kHandlers[instruction.opcode](vm, instruction)) {
      [[likely]] case Status::kNext:
      case Status::kExecute: break;
      case Status::kWait: vm.Execute(instruction); return RunOutcome::kWaitingForInput;
      case Status::kBye: vm.Execute(instruction); return RunOutcome::kBye;
      case Status::kThrow:
        if (!Unwind(vm)) {
          return RunOutcome::kUncaughtErrorInStartup;
        }
        break;
    }
  }
  return RunOutcome::kQuantumSpent;
}

}  // namespace starkernel::forthvm
