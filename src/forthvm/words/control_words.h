#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "src/base/span_copy_unsafe.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/compiler.h"
#include "src/forthvm/control_item.h"
#include "src/forthvm/storage_keeper.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"

/// Words that compile control structures. Unfinished ones are kept on a stack that guest
/// code cannot reach; words that do not match throw -22.
namespace starkernel::forthvm::control_words {

inline Status Mismatch(VmState& vm, Instruction instruction) {
  return vm.Throw(instruction, ThrowCode::kControlMismatch);
}

/// Notes the next instruction's place, or throws -52.
inline Status Open(VmState& vm, ControlKind kind) {
  if (vm.control.full() && !vm.Enlarge(StoragePart::kControlItems)) {
    return vm.ThrowFull(ThrowCode::kControlStackOverflow, "structures nested too deeply",
                        vm.control.capacity());
  }
  vm.control.Push({.kind = kind, .position = vm.code.here(), .chain = kNoBranch});
  return Status::kNext;
}

/// Notes a branch whose target is still to come, and appends it.
inline Status OpenBranch(VmState& vm, ControlKind kind, Opcode branch) {
  const Status status = Open(vm, kind);
  return status == Status::kNext ? Emit(vm, Make(branch)) : status;
}

inline bool TopIs(const VmState& vm, ControlKind kind) {
  return vm.control.depth() > vm.open.control_base && vm.control.Top().kind == kind;
}

/// Makes the branch at `position` go to what is compiled next.
inline void Resolve(VmState& vm, std::uint32_t position) {
  vm.code.OwnAt(position).operand = CodeSpace::Distance(position, vm.code.here());
}

/// Appends a branch that belongs to the chain of `item`.
inline void EmitChained(VmState& vm, ControlItem& item, Opcode branch) {
  const auto position = static_cast<std::int32_t>(vm.code.here());
  vm.code.Append(Make(branch, item.chain));
  item.chain = position;
}
inline void ResolveChain(VmState& vm, const ControlItem& item) {
  std::int32_t position = item.chain;
  while (position != kNoBranch) {
    const auto place = static_cast<std::uint32_t>(position);
    position = vm.code.At(place).operand;
    Resolve(vm, place);
  }
}

inline void EmitBackward(VmState& vm, Opcode branch, std::uint32_t target) {
  vm.code.Append(Make(branch, CodeSpace::Distance(vm.code.here(), target)));
}

inline Status If(VmState& vm, Instruction) {
  return OpenBranch(vm, ControlKind::kForward, Opcode::kBranchIfZero);
}
inline Status Ahead(VmState& vm, Instruction) {
  return OpenBranch(vm, ControlKind::kForward, Opcode::kBranch);
}
inline Status Then(VmState& vm, Instruction instruction) {
  if (!TopIs(vm, ControlKind::kForward)) {
    return Mismatch(vm, instruction);
  }
  Resolve(vm, vm.control.Pop().position);
  return Status::kNext;
}
inline Status Else(VmState& vm, Instruction instruction) {
  if (!TopIs(vm, ControlKind::kForward)) {
    return Mismatch(vm, instruction);
  }
  const std::uint32_t condition = vm.control.Pop().position;
  const Status status = Ahead(vm, instruction);
  if (status == Status::kNext) {
    Resolve(vm, condition);
  }
  return status;
}

inline Status Begin(VmState& vm, Instruction) { return Open(vm, ControlKind::kBackward); }
inline Status While(VmState& vm, Instruction instruction) {
  if (!TopIs(vm, ControlKind::kBackward)) {
    return Mismatch(vm, instruction);
  }
  const Status status = If(vm, instruction);
  if (status == Status::kNext) {
    std::swap(vm.control.Top(), vm.control.Top(1));
  }
  return status;
}
template <Opcode kBranch>
Status CloseBackward(VmState& vm, Instruction instruction) {
  if (!TopIs(vm, ControlKind::kBackward)) {
    return Mismatch(vm, instruction);
  }
  EmitBackward(vm, kBranch, vm.control.Pop().position);
  return Status::kNext;
}
inline Status Repeat(VmState& vm, Instruction instruction) {
  const Status status = CloseBackward<Opcode::kBranch>(vm, instruction);
  return status == Status::kNext ? Then(vm, instruction) : status;
}

inline Status Do(VmState& vm, Instruction) {
  const Status status = Open(vm, ControlKind::kLoop);
  if (status == Status::kNext) {
    vm.code.Append(Make(Opcode::kDo));
    ++vm.control.Top().position;
  }
  return status;
}
inline Status QuestionDo(VmState& vm, Instruction) {
  const Status status = Open(vm, ControlKind::kLoop);
  if (status == Status::kNext) {
    EmitChained(vm, vm.control.Top(), Opcode::kQuestionDo);
    ++vm.control.Top().position;
  }
  return status;
}
template <Opcode kStep>
Status CloseLoop(VmState& vm, Instruction instruction) {
  if (!TopIs(vm, ControlKind::kLoop)) {
    return Mismatch(vm, instruction);
  }
  const ControlItem item = vm.control.Pop();
  EmitBackward(vm, kStep, item.position);
  ResolveChain(vm, item);
  return Status::kNext;
}
inline Status Leave(VmState& vm, Instruction instruction) {
  for (std::size_t below = 0; below < vm.control.depth() - vm.open.control_base; ++below) {
    if (vm.control.Top(below).kind == ControlKind::kLoop) {
      EmitChained(vm, vm.control.Top(below), Opcode::kLeave);
      return Status::kNext;
    }
  }
  return Mismatch(vm, instruction);
}

inline Status Case(VmState& vm, Instruction) { return Open(vm, ControlKind::kCase); }
inline Status Of(VmState& vm, Instruction instruction) {
  if (!TopIs(vm, ControlKind::kCase)) {
    return Mismatch(vm, instruction);
  }
  return OpenBranch(vm, ControlKind::kOf, Opcode::kOf);
}
inline Status EndOf(VmState& vm, Instruction instruction) {
  if (!TopIs(vm, ControlKind::kOf)) {
    return Mismatch(vm, instruction);
  }
  const std::uint32_t alternative = vm.control.Pop().position;
  EmitChained(vm, vm.control.Top(), Opcode::kBranch);
  Resolve(vm, alternative);
  return Status::kNext;
}
inline Status EndCase(VmState& vm, Instruction instruction) {
  if (!TopIs(vm, ControlKind::kCase)) {
    return Mismatch(vm, instruction);
  }
  vm.code.Append(Make(Opcode::kDrop));
  ResolveChain(vm, vm.control.Pop());
  return Status::kNext;
}

/// The item of the control-flow stack with the number popped from the stack, or -22.
inline Status PopItem(VmState& vm, Instruction instruction, std::size_t& below) {
  const UCell number = Unsigned(vm.data.Top());
  if (number >= vm.control.depth() - vm.open.control_base) {
    return Mismatch(vm, instruction);
  }
  vm.data.Drop();
  below = static_cast<std::size_t>(number);
  return Status::kNext;
}
/// A target may be branched to any number of times, a branch has one target.
inline Status Pick(VmState& vm, Instruction instruction) {
  std::size_t below = 0;
  if (const Status status = PopItem(vm, instruction, below); status != Status::kNext) {
    return status;
  }
  const ControlItem item = vm.control.Top(below);
  if (item.kind != ControlKind::kBackward) {
    return Mismatch(vm, instruction);
  }
  const Status status = Open(vm, ControlKind::kBackward);
  if (status == Status::kNext) {
    vm.control.Top() = item;
  }
  return status;
}
inline Status Roll(VmState& vm, Instruction instruction) {
  std::size_t below = 0;
  const Status status = PopItem(vm, instruction, below);
  if (status == Status::kNext) {
    RotateLeft(vm.control.items().last(below + 1), 1);
  }
  return status;
}

inline Status Recurse(VmState& vm, Instruction) {
  return Emit(vm, vm.dictionary.InstructionFor(vm.open.word));
}

inline constexpr std::array kWords{
    Word{"IF", Compiling<If>, "( flag -- )", "Go on if flag is true, else after ELSE or THEN.",
         kCompiler},
    Word{"ELSE", Compiling<Else>, "( -- )", "Begin what is done if the flag of IF is false.",
         kCompiler},
    Word{"THEN", Compiling<Then>, "( -- )", "End IF or ELSE.", kCompiler},
    Word{"AHEAD", Compiling<Ahead>, "( -- )", "Go on after THEN.", kCompiler},
    Word{"BEGIN", Compiling<Begin>, "( -- )", "Begin a loop.", kCompiler},
    Word{"WHILE", Compiling<While>, "( flag -- )",
         "Leave the loop, after REPEAT, if flag is false.", kCompiler},
    Word{"REPEAT", Compiling<Repeat>, "( -- )", "Go back to BEGIN.", kCompiler},
    Word{"UNTIL", Compiling<CloseBackward<Opcode::kBranchIfZero>>, "( flag -- )",
         "Go back to BEGIN if flag is false.", kCompiler},
    Word{"AGAIN", Compiling<CloseBackward<Opcode::kBranch>>, "( -- )", "Go back to BEGIN.",
         kCompiler},
    Word{"DO", Compiling<Do>, "( limit start -- )", "Begin a loop that counts from start.",
         kCompiler},
    Word{"?DO", Compiling<QuestionDo>, "( limit start -- )",
         "Begin a counted loop, or skip it if limit and start are equal.", kCompiler},
    Word{"LOOP", Compiling<CloseLoop<Opcode::kLoop>>, "( -- )",
         "Count up by one; go back to DO unless the limit is reached.", kCompiler},
    Word{"+LOOP", Compiling<CloseLoop<Opcode::kPlusLoop>>, "( n -- )",
         "Count by n; go back to DO unless the limit is crossed.", kCompiler},
    Word{"LEAVE", Compiling<Leave>, "( -- )", "Leave the counted loop at once.", kCompiler},
    Word{"CASE", Compiling<Case>, "( x -- x )", "Begin a selection by x.", kCompiler},
    Word{"OF", Compiling<Of>, "( x1 x2 -- | x1 )",
         "Go on if x1 and x2 are equal, else after ENDOF.", kCompiler},
    Word{"ENDOF", Compiling<EndOf>, "( -- )", "Go on after ENDCASE.", kCompiler},
    Word{"ENDCASE", Compiling<EndCase>, "( x -- )", "Drop x and end the selection.", kCompiler},
    Word{"CS-PICK", Compiling<Checked<1, 0, Pick>>, "( u -- )",
         "Copy the item u of the control-flow stack, a target, to its top.", kCompileOnly},
    Word{"CS-ROLL", Compiling<Checked<1, 0, Roll>>, "( u -- )",
         "Move the item u of the control-flow stack to its top.", kCompileOnly},
    Word{"RECURSE", Compiling<Recurse>, "( -- )", "Call the definition being compiled.", kCompiler},
};

}  // namespace starkernel::forthvm::control_words
