#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "src/forthvm/call_instructions.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/storage_keeper.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"

/// Exceptions. What CATCH has to remember lies on a stack of its own.
namespace starkernel::forthvm::exception_words {

inline Status CatchBegin(VmState& vm, Instruction) {
  if (vm.exceptions.full() && !vm.Enlarge(StoragePart::kExceptions)) {
    return vm.ThrowFull(ThrowCode::kExceptionStackOverflow, "CATCH nested too deeply",
                        vm.exceptions.capacity());
  }
  const Cell token = vm.data.Pop();
  // A THROW goes on behind the CatchEnd that follows.
  vm.exceptions.Push({.registers = vm.Registers(vm.position + 1),
                      .data_depth = vm.data.depth(),
                      .return_depth = vm.returns.depth(),
                      .loop_depth = vm.loops.depth(),
                      .frame_depth = vm.frames.depth(),
                      .source_depth = vm.sources.depth(),
                      .source_line = vm.sources.Top().line,
                      .to_in = vm.memory.SystemCell(layout::kToIn),
                      .open_word = vm.open.word.value()});
  return call_instructions::ExecuteToken(vm, token);
}
inline void CatchEnd(VmState& vm, Instruction) {
  vm.exceptions.Drop();
  vm.data.Push(0);
}

/// A code that was caught and is thrown again keeps what was known about it.
inline Status ThrowCodeOnStack(VmState& vm, Cell code) {
  if (vm.fault.code != code) {
    vm.fault.code = code;
    vm.fault.detail.Clear();
  }
  return Status::kThrow;
}
inline Status ThrowWord(VmState& vm, Instruction) {
  const Cell code = vm.data.Pop();
  return code == 0 ? Status::kNext : ThrowCodeOnStack(vm, code);
}
inline Status Abort(VmState& vm, Instruction) { return vm.Throw(ThrowCode::kAbort, {}); }

inline Status Break(VmState& vm, Instruction) { return vm.ThrowInterrupt(); }

inline Status AbortString(VmState& vm, Instruction instruction) {
  const GuestAddr address = AddressIn(vm.data.Top(1));
  const ByteCount length(Unsigned(vm.data.Top()));
  if (vm.data.Top(2) == 0) {
    vm.data.Drop(3);
    return Status::kNext;
  }
  if (const Status there = vm.Readable(instruction, address, length); there != Status::kNext) {
    return there;
  }
  vm.data.Drop(3);
  return vm.Throw(ThrowCode::kAbortString, vm.memory.Text(address, length));
}

inline constexpr std::array kWords{
    Word{"CATCH", nullptr, "( i*x xt -- j*x 0 | i*x n )",
         "Execute xt; n is what it threw, 0 if nothing."},
    Word{"THROW", Checked<1, 0, ThrowWord>, "( n -- )", "Throw n unless it is zero."},
    Word{"ABORT", Checked<0, 0, Abort>, "( i*x -- )",
         "Throw -1: empty the stacks and return to the prompt."},
};

}  // namespace starkernel::forthvm::exception_words
