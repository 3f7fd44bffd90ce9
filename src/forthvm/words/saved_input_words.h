#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "src/base/result.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/file_lines.h"
#include "src/forthvm/input.h"
#include "src/forthvm/open_file.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"

/// Words that go back to an earlier place of the same input source.
namespace starkernel::forthvm::saved_input_words {

/// What a place in an input source is described by.
struct SavedInput {
  Cell source = 0;    ///< What the source is.
  Cell position = 0;  ///< Where its line is: in memory, in the file, or the block's number.
  Cell line = 0;      ///< The line's number.
  Cell to_in = 0;
};

/// Cells of a saved input, without their count.
inline constexpr std::size_t kCells = 4;

inline Cell IdentityOf(const InputSource& source) {
  switch (source.kind) {
    case SourceKind::kTerminal: return 0;
    case SourceKind::kString: return -1;
    case SourceKind::kFile: return source.file;
    case SourceKind::kBlock: return -2;
  }
}
inline Cell PositionOf(const InputSource& source) {
  switch (source.kind) {
    case SourceKind::kTerminal:
    case SourceKind::kString: return CellOf(source.text);
    case SourceKind::kFile: return Signed(source.line_position.value());
    case SourceKind::kBlock: return Signed(source.block);
  }
}

inline void SaveInput(VmState& vm, Instruction) {
  const InputSource& source = vm.sources.Top();
  vm.data.Push(IdentityOf(source));
  vm.data.Push(PositionOf(source));
  vm.data.Push(source.line);
  vm.data.Push(vm.memory.SystemCell(layout::kToIn));
  vm.data.Push(kCells);
}

/// Reads the line at that position again. It is the same line, or the file has changed.
inline Status RestoreLine(VmState& vm, const SavedInput& saved, bool& restored) {
  const Result<OpenFile*> file = vm.files.Find(vm.sources.Top().file);
  if (!file.ok() || !vm.files.Reposition(*file.value(), ByteCount(Unsigned(saved.position))).ok()) {
    return Status::kNext;
  }
  vm.sources.Top().line = static_cast<std::uint32_t>(Unsigned(saved.line) - 1);
  return ReadFileLine(vm, restored);
}

inline Status Restore(VmState& vm, const SavedInput& saved, bool& restored) {
  const InputSource& source = vm.sources.Top();
  restored = false;
  if (IdentityOf(source) != saved.source) {
    return Status::kNext;
  }
  if (PositionOf(source) == saved.position && source.line == Unsigned(saved.line)) {
    restored = true;
    return Status::kNext;
  }
  switch (source.kind) {
    case SourceKind::kTerminal:
    case SourceKind::kString: return Status::kNext;
    case SourceKind::kFile: return RestoreLine(vm, saved, restored);
    case SourceKind::kBlock: break;
  }
  const Status status = ReplaceBlock(vm, saved.position);
  restored = status == Status::kNext;
  return status;
}

inline Status RestoreInput(VmState& vm, Instruction instruction) {
  const UCell count = Unsigned(vm.data.Top());
  if (count > vm.data.depth() - 1) {
    return vm.Throw(instruction, ThrowCode::kStackUnderflow);
  }
  bool restored = false;
  if (count == kCells) {
    const SavedInput saved{.source = vm.data.Top(4),
                           .position = vm.data.Top(3),
                           .line = vm.data.Top(2),
                           .to_in = vm.data.Top(1)};
    if (const Status status = Restore(vm, saved, restored); status != Status::kNext) {
      return status;
    }
    if (restored) {
      vm.memory.SetSystemCell(layout::kToIn, saved.to_in);
    }
  }
  vm.data.Drop(count);
  vm.data.Top() = Flag(!restored);
  return Status::kNext;
}

inline constexpr std::array kWords{
    Word{"SAVE-INPUT", Checked<0, kCells + 1, SaveInput>, "( -- x1 ... xn n )",
         "Describe the place in the input source that is parsed next."},
    Word{"RESTORE-INPUT", Checked<1, 1, RestoreInput>, "( x1 ... xn n -- flag )",
         "Go back there; true if that cannot be done."},
};

}  // namespace starkernel::forthvm::saved_input_words
