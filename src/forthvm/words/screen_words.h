#pragma once

#include <array>

#include "src/base/format.h"
#include "src/base/text_writer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"

/// Words that place output on the screen, by control sequences (ECMA-48).
namespace starkernel::forthvm::screen_words {

/// No terminal has more columns or rows.
inline constexpr Cell kGreatestPlace = 9998;

inline void Page(VmState& vm, Instruction) { vm.output.Write("\x1b[2J\x1b[H"); }

inline Status GoTo(VmState& vm, Instruction) {
  const Cell row = vm.data.Top();
  const Cell column = vm.data.Top(1);
  if (column < 0 || column > kGreatestPlace) {
    return vm.ThrowRange(ThrowCode::kInvalidArgument, "AT-XY to column", column, 0, kGreatestPlace);
  }
  if (row < 0 || row > kGreatestPlace) {
    return vm.ThrowRange(ThrowCode::kInvalidArgument, "AT-XY to row", row, 0, kGreatestPlace);
  }
  vm.data.Drop(2);
  TextWriter text(vm.output);
  Format(text, "\x1b[{};{}H", row + 1, column + 1);
  return Status::kNext;
}

/// Output is never refused.
inline void CanEmit(VmState& vm, Instruction) { vm.data.Push(Flag(true)); }

inline constexpr std::array kWords{
    Word{"PAGE", Checked<0, 0, Page>, "( -- )",
         "Clear the screen; go on in its upper left corner."},
    Word{"AT-XY", Checked<2, 0, GoTo>, "( u1 u2 -- )",
         "Go on in column u1 of row u2, counted from 0."},
    Word{"EMIT?", Checked<0, 1, CanEmit>, "( -- flag )", "Can EMIT be used at once? Always true."},
};

}  // namespace starkernel::forthvm::screen_words
