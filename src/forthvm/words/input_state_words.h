#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/input.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"

/// Words that note a place in the input source and go back to it. A file is read again from the
/// line's beginning; typed lines and strings only while they are the current ones.
namespace starkernel::forthvm::input_state_words {

/// Items below their count: >IN, the line's number and place, the number of open sources.
inline constexpr Cell kItems = 4;

/// What tells the current line from others of its source.
inline Cell PlaceOfLine(const InputSource& source) {
  return source.kind == SourceKind::kFile ? static_cast<Cell>(source.line_begin)
                                          : CellOf(source.text);
}

inline void Save(VmState& vm, Instruction) {
  const InputSource& source = vm.sources.Top();
  vm.data.Push(vm.memory.SystemCell(layout::kToIn));
  vm.data.Push(static_cast<Cell>(source.line));
  vm.data.Push(PlaceOfLine(source));
  vm.data.Push(static_cast<Cell>(vm.sources.depth()));
  vm.data.Push(kItems);
}

/// Makes the noted line the current one; false if that is not possible.
inline Status GoToLine(VmState& vm, Cell line, Cell place, bool& found) {
  const InputSource& source = vm.sources.Top();
  found = line == static_cast<Cell>(source.line) && place == PlaceOfLine(source);
  constexpr Cell kLastLine = 0xFFFF'FFFF;
  if (found || source.kind != SourceKind::kFile || line < 1 || line > kLastLine || place < 0) {
    return Status::kNext;
  }
  return RereadFileLine(vm, static_cast<std::size_t>(place), static_cast<std::uint32_t>(line),
                        found);
}

inline Status Restore(VmState& vm, Instruction instruction) {
  if (vm.data.Top() != kItems) {
    return vm.Throw(instruction, ThrowCode::kArgumentTypeMismatch);
  }
  const Cell to_in = vm.data.Top(4);
  bool found = false;
  if (vm.data.Top(1) == static_cast<Cell>(vm.sources.depth())) {
    const Status status = GoToLine(vm, vm.data.Top(3), vm.data.Top(2), found);
    if (status != Status::kNext) {
      return status;
    }
  }
  if (found) {
    vm.memory.SetSystemCell(layout::kToIn, to_in);
  }
  vm.data.Drop(4);
  vm.data.Top() = Flag(!found);
  return Status::kNext;
}

inline constexpr std::array kWords{
    Word{"SAVE-INPUT", Checked<0, 5, Save>, "( -- xn ... x1 n )",
         "Note the place in the input source."},
    Word{"RESTORE-INPUT", Checked<5, 1, Restore>, "( xn ... x1 n -- flag )",
         "Go back to a noted place; flag is true if that is not possible."},
};

}  // namespace starkernel::forthvm::input_state_words
