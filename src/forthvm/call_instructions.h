#pragma once

#include <cstdint>

#include "src/base/format.h"
#include "src/base/ids.h"
#include "src/base/text_writer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/compiler.h"
#include "src/forthvm/native_engine.h"
#include "src/forthvm/storage_keeper.h"
#include "src/forthvm/vm_state.h"

/// What compiled words do when executed: calls, returns, data, behaviour.
namespace starkernel::forthvm::call_instructions {

inline const WordHeader& HeaderOf(const VmState& vm [[clang::lifetimebound]],
                                  Instruction instruction) {
  return vm.dictionary.Header(HeaderIndex(static_cast<std::uint32_t>(instruction.operand)));
}
/// Of a word whose content changes, which no word is that came with the VM instance.
inline WordHeader& OwnHeaderOf(VmState& vm [[clang::lifetimebound]], Instruction instruction) {
  return vm.dictionary.OwnHeader(HeaderIndex(static_cast<std::uint32_t>(instruction.operand)));
}

inline void Literal(VmState& vm, Instruction instruction) { vm.data.Push(instruction.operand); }
inline void WideLiteral(VmState& vm, Instruction low) {
  const Instruction high = vm.code.At(vm.position);
  ++vm.position;
  const UCell low_bits = static_cast<std::uint32_t>(low.operand);
  vm.data.Push(Signed((Unsigned(high.operand) << 32U) | low_bits));
}

/// Enters the code of a word: a point where the VM instance may be preempted.
inline Status Enter(VmState& vm, Instruction instruction) {
  if (vm.frames.full() && !vm.Enlarge(StoragePart::kFrames, vm.frames.depth() + 1)) [[unlikely]] {
    return vm.Throw(instruction, ThrowCode::kReturnStackOverflow);
  }
  const HeaderIndex word(static_cast<std::uint32_t>(instruction.operand));
  const WordHeader& header = vm.dictionary.Header(word);
  vm.frames.Push(vm.Registers(vm.position));
  vm.return_base = static_cast<std::uint32_t>(vm.returns.depth());
  vm.loop_base = static_cast<std::uint32_t>(vm.loops.depth());
  vm.exception_base = static_cast<std::uint32_t>(vm.exceptions.depth());
  vm.local_count = 0;
  vm.current_word = word;
  vm.position = header.code_start;
  vm.fuel -= header.code_length;
  return Status::kNext;
}

/// Returns to the caller. What a definition parked it must have taken back.
inline Status Exit(VmState& vm, Instruction instruction) {
  if (vm.frames.empty()) [[unlikely]] {
    return vm.Throw(instruction, ThrowCode::kReturnStackUnderflow);
  }
  if (vm.returns.depth() != vm.return_base || vm.loops.depth() != vm.loop_base ||
      vm.exceptions.depth() != vm.exception_base) [[unlikely]] {
    return vm.Throw(ThrowCode::kReturnStackImbalance, vm.dictionary.Name(vm.current_word));
  }
  vm.returns.Drop(vm.local_count);
  vm.SetRegisters(vm.frames.Pop());
  return Status::kNext;
}

inline Status Created(VmState& vm, Instruction instruction) {
  const WordHeader& header = HeaderOf(vm, instruction);
  vm.data.Push(header.value);
  return header.code_length == 0 ? Status::kNext : Enter(vm, instruction);
}
inline void Constant(VmState& vm, Instruction instruction) {
  vm.data.Push(HeaderOf(vm, instruction).value);
}
inline void DoubleConstant(VmState& vm, Instruction instruction) {
  vm.data.Push(HeaderOf(vm, instruction).value);
  vm.data.Push(HeaderOf(vm, instruction).second_value);
}
inline void StoreValue(VmState& vm, Instruction instruction) {
  OwnHeaderOf(vm, instruction).value = vm.data.Pop();
}
inline void StoreDouble(VmState& vm, Instruction instruction) {
  WordHeader& header = OwnHeaderOf(vm, instruction);
  header.second_value = vm.data.Pop();
  header.value = vm.data.Pop();
}

/// Executes the word that `token` names; throws -13 if it names none. Each such transfer is
/// charged, so that no chain of them is for free, however words refer to each other.
inline Status ExecuteToken(VmState& vm, Cell token) {
  vm.fuel -= 1;
  if (!vm.IsExecutable(token)) {
    vm.Throw(ThrowCode::kUndefinedWord, "no word has the execution token ");
    TextWriter text(vm.fault.detail);
    Format(text, "{}", token);
    return Status::kThrow;
  }
  return vm.Execute(vm.dictionary.InstructionFor(WordId(static_cast<std::uint32_t>(token))));
}
inline Status Deferred(VmState& vm, Instruction instruction) {
  const Cell token = HeaderOf(vm, instruction).value;
  if (token == 0) {
    vm.Throw(ThrowCode::kUndefinedWord, vm.NameOf(instruction));
    TextWriter(vm.fault.detail).Text(" was not given a meaning with IS");
    return Status::kThrow;
  }
  return ExecuteToken(vm, token);
}

inline Status Compile(VmState& vm, Instruction instruction) {
  return Emit(vm, {HeaderOf(vm, instruction).opcode, 0, instruction.operand});
}

/// Gives the latest word the rest of the current code, whose length is the operand, as
/// behaviour, and returns. The header of the current word may have been given other code since.
/// A word never gets code of a newer one, which might be forgotten before it.
inline Status Does(VmState& vm, Instruction instruction) {
  const HeaderIndex latest = vm.dictionary.IndexOf(vm.latest);
  if (!vm.dictionary.Header(latest).IsA(Opcode::kCreated) || latest < vm.current_word) {
    return vm.Throw(ThrowCode::kNotCreated, vm.dictionary.Name(latest));
  }
  WordHeader& created = vm.dictionary.OwnHeader(latest);
  if (vm.native != nullptr) {
    // Newer words take it for one without code.
    vm.native->Forget(HeaderIndex(latest.value() + 1));
  }
  created.code_start = vm.position;
  created.code_length = static_cast<std::uint32_t>(instruction.operand);
  return Exit(vm, instruction);
}

}  // namespace starkernel::forthvm::call_instructions
