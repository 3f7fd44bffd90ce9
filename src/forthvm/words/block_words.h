#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "src/base/text_writer.h"
#include "src/forthvm/block_buffers.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/character.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/shown_text.h"
#include "src/forthvm/utf8.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"

/// Words over the blocks of the host's device, which are used through buffers in the envelope.
namespace starkernel::forthvm::block_words {

template <BlockContents kContents>
Status Block(VmState& vm, Instruction) {
  GuestAddr address{};
  const Status status = AssignBuffer(vm, vm.data.Top(), kContents, address);
  if (status == Status::kNext) {
    vm.data.Top() = CellOf(address);
  }
  return status;
}

inline Status Update(VmState& vm, Instruction) { return UpdateBuffer(vm); }
inline Status Save(VmState& vm, Instruction) { return SaveBuffers(vm); }
inline void Empty(VmState& vm, Instruction) { EmptyBuffers(vm); }
inline Status Flush(VmState& vm, Instruction) {
  const Status status = SaveBuffers(vm);
  if (status == Status::kNext) {
    EmptyBuffers(vm);
  }
  return status;
}

inline void Scr(VmState& vm, Instruction) { vm.data.Push(CellOf(layout::kScr)); }

/// Writes part of a screen, one column for each character: a blank for a command, U+FFFD for a byte
/// that is none.
inline void WriteCharacters(VmState& vm, std::string_view part) {
  TextWriter text(vm.output);
  while (!part.empty()) {
    const utf8::Decoded first = utf8::DecodeFirst(part);
    part.remove_prefix(first.size);
    const utf8::Encoded shown(IsCommand(first.code) ? std::uint32_t{' '} : first.code);
    text.Text(shown.view());
  }
}
/// Writes a line of a screen without the blanks at its end.
inline void WriteLine(VmState& vm, std::string_view line) {
  while (!line.empty() && IsBlank(line.back())) {
    line.remove_suffix(1);
  }
  WriteCharacters(vm, line);
}

/// Writes all of a screen, which is in a buffer.
inline void WriteScreen(VmState& vm, Cell block, GuestAddr address) {
  const std::string_view screen = vm.memory.Text(address, layout::kBlockSize);
  TextWriter(vm.output).Text("Block ").Decimal(Unsigned(block)).Text("\n");
  for (std::size_t line = 0; line < layout::kScreenLines; ++line) {
    TextWriter(vm.output).Text(line < 10 ? " " : "").Decimal(line).Text("|");
    WriteLine(vm, screen.substr(line * layout::kScreenWidth, layout::kScreenWidth));
    vm.output.Write("\n");
  }
  vm.ChargeLength(2 * layout::kBlockSize.value());
}

/// Shows block u and makes it the current screen.
inline Status ListBlock(VmState& vm, Cell block) {
  GuestAddr address{};
  const Status status = AssignBuffer(vm, block, BlockContents::kRead, address);
  if (status == Status::kNext) {
    vm.memory.SetSystemCell(layout::kScr, block);
    vm.output.FreshLine();
    WriteScreen(vm, block, address);
  }
  return status;
}
inline Status List(VmState& vm, Instruction) {
  const Status status = ListBlock(vm, vm.data.Top());
  if (status == Status::kNext) {
    vm.data.Drop();
  }
  return status;
}

inline constexpr std::array kWords{
    Word{"BLOCK", Checked<1, 1, Block<BlockContents::kRead>>, "( u -- a-addr )",
         "The buffer with the 1024 characters of block u, valid until other blocks are used."},
    Word{"BUFFER", Checked<1, 1, Block<BlockContents::kAny>>, "( u -- a-addr )",
         "A buffer for block u, without reading what the block holds."},
    Word{"UPDATE", Checked<0, 0, Update>, "( -- )",
         "Mark the block used last as changed, to be written."},
    Word{"SAVE-BUFFERS", Checked<0, 0, Save>, "( -- )", "Write all changed blocks."},
    Word{"EMPTY-BUFFERS", Checked<0, 0, Empty>, "( -- )",
         "Forget all buffers, with what was changed in them."},
    Word{"FLUSH", Checked<0, 0, Flush>, "( -- )", "Write all changed blocks, forget all buffers."},
    Word{"LIST", Checked<1, 0, List>, "( u -- )",
         "Show block u as 16 lines of 64 characters and make it the current screen."},
    Word{"SCR", Checked<0, 1, Scr>, "( -- a-addr )",
         "The cell that holds the number of the current screen."},
};

}  // namespace starkernel::forthvm::block_words
