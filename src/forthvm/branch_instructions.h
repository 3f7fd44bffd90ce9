#pragma once

#include <cstdint>

#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/storage_keeper.h"
#include "src/forthvm/vm_state.h"

/// What compiled control structures do.
namespace starkernel::forthvm::branch_instructions {

/// Goes on elsewhere. Backwards is charged, and is a point where the VM may be preempted.
inline void Branch(VmState& vm, Instruction instruction) {
  vm.position =
      static_cast<std::uint32_t>(static_cast<std::int64_t>(vm.position) + instruction.operand);
  if (instruction.operand < 0) {
    vm.fuel += instruction.operand;
  }
}
inline void BranchIfZero(VmState& vm, Instruction instruction) {
  if (vm.data.Pop() == 0) {
    Branch(vm, instruction);
  }
}
inline void Of(VmState& vm, Instruction instruction) {
  const Cell wanted = vm.data.Pop();
  if (vm.data.Top() == wanted) {
    vm.data.Drop();
  } else {
    Branch(vm, instruction);
  }
}

inline Status Do(VmState& vm, Instruction instruction) {
  if (vm.loops.full() && !vm.Enlarge(StoragePart::kLoops, vm.loops.depth() + 1)) {
    return vm.Throw(instruction, ThrowCode::kLoopsTooDeep);
  }
  const Cell index = vm.data.Pop();
  vm.loops.Push({.index = index, .limit = vm.data.Pop()});
  return Status::kNext;
}
inline Status QuestionDo(VmState& vm, Instruction instruction) {
  if (vm.data.Top() == vm.data.Top(1)) {
    vm.data.Drop(2);
    Branch(vm, instruction);
    return Status::kNext;
  }
  return Do(vm, instruction);
}

/// A handler for a body that uses the innermost `kDepth` loops of the current definition.
template <std::size_t kDepth, auto kBody>
Status InLoop(VmState& vm, Instruction instruction) {
  if (vm.loops.depth() < vm.loop_base + kDepth) [[unlikely]] {
    return vm.Throw(instruction, ThrowCode::kLoopParametersUnavailable);
  }
  kBody(vm, instruction);
  return Status::kNext;
}

inline void Loop(VmState& vm, Instruction instruction) {
  LoopParameters& loop = vm.loops.Top();
  loop.index = Signed(Unsigned(loop.index) + 1);
  if (loop.index == loop.limit) {
    vm.loops.Drop();
  } else {
    Branch(vm, instruction);
  }
}

/// Ends when the step crosses the boundary between limit - 1 and limit, in either direction
/// and modulo the cell (Forth-2012, 6.1.0140).
inline void PlusLoop(VmState& vm, Instruction instruction) {
  LoopParameters& loop = vm.loops.Top();
  const UCell step = Unsigned(vm.data.Pop());
  const UCell before = Unsigned(loop.index) - Unsigned(loop.limit);
  const UCell after = before + step;
  loop.index = Signed(Unsigned(loop.index) + step);
  const bool crossed = Signed((before ^ after) & (before ^ step)) < 0;
  if (crossed) {
    vm.loops.Drop();
  } else {
    Branch(vm, instruction);
  }
}
inline void Leave(VmState& vm, Instruction instruction) {
  vm.loops.Drop();
  Branch(vm, instruction);
}
inline void Unloop(VmState& vm, Instruction) { vm.loops.Drop(); }

template <std::size_t kOut>
void Index(VmState& vm, Instruction) {
  vm.data.Push(vm.loops.Top(kOut).index);
}

}  // namespace starkernel::forthvm::branch_instructions
