#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "src/base/span_copy_unsafe.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/input.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"

/// Words of the vocabulary STARFORTH: their names mean something else in the standard.
namespace starkernel::forthvm::starforth_words {

inline void Find(VmState& vm, Instruction) {
  vm.data.Push(vm.dictionary.Find(ParseName(vm)).value());
}

/// ROLL that counts from the bottom of the stack.
inline Status Roll(VmState& vm, Instruction instruction) {
  const Cell place = vm.data.Top();
  const auto items = static_cast<Cell>(vm.data.depth()) - 1;
  if (place < 0 || place >= items) {
    return vm.Throw(instruction, ThrowCode::kStackUnderflow);
  }
  vm.data.Drop();
  const std::span<Cell> moved = vm.data.items().subspan(static_cast<std::size_t>(place));
  RotateLeft(moved, 1);
  vm.ChargeLength(moved.size());
  return Status::kNext;
}

inline constexpr std::array kWords{
    Word{"FIND", Checked<0, 1, Find>, "( \"name\" -- xt | 0 )",
         "The execution token of the word named next, 0 if there is none."},
    Word{"ROLL", Checked<1, 0, Roll>, "( x*i n -- x*i )",
         "Bring the item n, counted from 0 at the bottom of the stack, to the top."},
};

}  // namespace starkernel::forthvm::starforth_words
