#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <utility>

#include "src/base/span_copy_unsafe.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"

/// Words that rearrange the data stack.
namespace starkernel::forthvm::stack_words {

inline void Dup(VmState& vm, Instruction) { vm.data.Push(vm.data.Top()); }
inline void Drop(VmState& vm, Instruction) { vm.data.Drop(); }
inline void Swap(VmState& vm, Instruction) { std::swap(vm.data.Top(), vm.data.Top(1)); }
inline void Over(VmState& vm, Instruction) { vm.data.Push(vm.data.Top(1)); }
inline void Nip(VmState& vm, Instruction) {
  const Cell top = vm.data.Pop();
  vm.data.Top() = top;
}
inline void Tuck(VmState& vm, Instruction) {
  const Cell top = vm.data.Top();
  Swap(vm, {});
  vm.data.Push(top);
}
inline void QuestionDup(VmState& vm, Instruction) {
  if (vm.data.Top() != 0) {
    vm.data.Push(vm.data.Top());
  }
}
inline void Rotate(VmState& vm, Instruction) { RotateLeft(vm.data.items().last(3), 1); }
inline void RotateBack(VmState& vm, Instruction) { RotateLeft(vm.data.items().last(3), 2); }
inline void TwoDup(VmState& vm, Instruction) {
  vm.data.Push(vm.data.Top(1));
  vm.data.Push(vm.data.Top(1));
}
inline void TwoDrop(VmState& vm, Instruction) { vm.data.Drop(2); }
inline void TwoSwap(VmState& vm, Instruction) { RotateLeft(vm.data.items().last(4), 2); }
inline void TwoOver(VmState& vm, Instruction) {
  vm.data.Push(vm.data.Top(3));
  vm.data.Push(vm.data.Top(3));
}
inline void TwoRotate(VmState& vm, Instruction) { RotateLeft(vm.data.items().last(6), 2); }
/// SP!: the stack has no address, so that its pointer is the number of items. What lies above is
/// gone; there is nothing to put where no items were.
inline Status SetPointer(VmState& vm, Instruction instruction) {
  const UCell wanted = Unsigned(vm.data.Top());
  if (wanted > vm.data.depth() - 1) {
    return vm.Throw(instruction, ThrowCode::kStackUnderflow);
  }
  vm.data.Drop(vm.data.depth() - static_cast<std::size_t>(wanted));
  return Status::kNext;
}
inline void Depth(VmState& vm, Instruction) { vm.data.Push(static_cast<Cell>(vm.data.depth())); }

/// Pops an index that must name an item below it.
inline Status PopIndex(VmState& vm, Instruction instruction, std::size_t& index) {
  const UCell wanted = Unsigned(vm.data.Top());
  if (wanted >= vm.data.depth() - 1) {
    return vm.Throw(instruction, ThrowCode::kStackUnderflow);
  }
  vm.data.Drop();
  index = wanted;
  return Status::kNext;
}
inline Status Pick(VmState& vm, Instruction instruction) {
  std::size_t index = 0;
  if (const Status popped = PopIndex(vm, instruction, index); popped != Status::kNext) {
    return popped;
  }
  vm.data.Push(vm.data.Top(index));
  return Status::kNext;
}
inline Status Roll(VmState& vm, Instruction instruction) {
  std::size_t index = 0;
  if (const Status popped = PopIndex(vm, instruction, index); popped != Status::kNext) {
    return popped;
  }
  RotateLeft(vm.data.items().last(index + 1), 1);
  return Status::kNext;
}

inline constexpr std::array kWords{
    Word{"DUP", Checked<1, 2, Dup>, "( x -- x x )", "Duplicate the top item."},
    Word{"?DUP", Checked<1, 2, QuestionDup>, "( x -- 0 | x x )",
         "Duplicate the top item unless it is zero."},
    Word{"DROP", Checked<1, 0, Drop>, "( x -- )", "Remove the top item."},
    Word{"SWAP", Checked<2, 2, Swap>, "( x1 x2 -- x2 x1 )", "Exchange the two top items."},
    Word{"OVER", Checked<2, 3, Over>, "( x1 x2 -- x1 x2 x1 )", "Copy the second item to the top."},
    Word{"NIP", Checked<2, 1, Nip>, "( x1 x2 -- x2 )", "Remove the second item."},
    Word{"TUCK", Checked<2, 3, Tuck>, "( x1 x2 -- x2 x1 x2 )",
         "Copy the top item below the second."},
    Word{"ROT", Checked<3, 3, Rotate>, "( x1 x2 x3 -- x2 x3 x1 )", "Bring the third item up."},
    Word{"-ROT", Checked<3, 3, RotateBack>, "( x1 x2 x3 -- x3 x1 x2 )",
         "Put the top item below the next two."},
    Word{"PICK", Checked<1, 1, Pick>, "( xu ... x0 u -- xu ... x0 xu )",
         "Copy the item with u items above it."},
    Word{"ROLL", Checked<1, 1, Roll>, "( xu ... x0 u -- xu-1 ... x0 xu )",
         "Bring up the item with u items above it."},
    Word{"DEPTH", Checked<0, 1, Depth>, "( -- n )", "The number of items on the data stack."},
    Word{"SP@", Checked<0, 1, Depth>, "( -- u )",
         "The data stack's pointer: the number of items, as it has no address."},
    Word{"SP!", Checked<1, 0, SetPointer>, "( i*x u -- j*x )",
         "Keep the u lowest items, as many as SP@ counted; -4 if there are fewer."},
    Word{"2DUP", Checked<2, 4, TwoDup>, "( x1 x2 -- x1 x2 x1 x2 )", "Duplicate the top pair."},
    Word{"2DROP", Checked<2, 0, TwoDrop>, "( x1 x2 -- )", "Remove the top pair."},
    Word{"2SWAP", Checked<4, 4, TwoSwap>, "( x1 x2 x3 x4 -- x3 x4 x1 x2 )",
         "Exchange the two top pairs."},
    Word{"2OVER", Checked<4, 6, TwoOver>, "( x1 x2 x3 x4 -- x1 x2 x3 x4 x1 x2 )",
         "Copy the second pair to the top."},
    Word{"2ROT", Checked<6, 6, TwoRotate>, "( x1 x2 x3 x4 x5 x6 -- x3 x4 x5 x6 x1 x2 )",
         "Bring the third pair up."},
};

}  // namespace starkernel::forthvm::stack_words
