#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/span_copy_unsafe.h"
#include "src/base/text_writer.h"
#include "src/forthvm/block_buffers.h"
#include "src/forthvm/branch_instructions.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/host.h"
#include "src/forthvm/input.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/block_words.h"
#include "src/forthvm/words/screen_text.h"

/// Words that edit blocks: by lines, and with a cursor on the screen.
namespace starkernel::forthvm::editor_words {

inline Cell CurrentScreen(const VmState& vm) { return vm.memory.SystemCell(layout::kScr); }

inline Status ListCurrent(VmState& vm, Instruction) {
  return block_words::ListBlock(vm, CurrentScreen(vm));
}

/// Replaces a line of the current screen by the rest of the input line.
inline Status SetLine(VmState& vm, Instruction) {
  constexpr auto kLast = static_cast<Cell>(layout::kScreenLines) - 1;
  const Cell line = vm.data.Top();
  if (line < 0 || line > kLast) {
    return vm.ThrowRange(ThrowCode::kInvalidArgument, "line", line, 0, kLast);
  }
  if (UnparsedText(vm).size() > layout::kScreenWidth) {
    return vm.ThrowFull(ThrowCode::kStringOverflow, "the line is too long", layout::kScreenWidth);
  }
  GuestAddr address{};
  const Status status = AssignBuffer(vm, CurrentScreen(vm), BlockContents::kRead, address);
  if (status != Status::kNext) {
    return status;
  }
  const std::string_view text = UnparsedText(vm);
  const std::span<char> target =
      vm.memory.Characters(address, layout::kBlockSize)
          .subspan(static_cast<std::size_t>(line) * layout::kScreenWidth, layout::kScreenWidth);
  CopyInto(target, text);
  std::ranges::fill(target.subspan(text.size()), ' ');
  SkipText(vm, text.size());
  vm.data.Drop();
  return UpdateBuffer(vm);
}

// The keys of EDIT that are no characters.
inline constexpr std::uint8_t kBackspace = 0x08;
inline constexpr std::uint8_t kEraseRest = 0x0B;   ///< Ctrl-K.
inline constexpr std::uint8_t kInsertLine = 0x0F;  ///< Ctrl-O.
inline constexpr std::uint8_t kFinish = 0x18;      ///< Ctrl-X.
inline constexpr std::uint8_t kDeleteLine = 0x19;  ///< Ctrl-Y.
inline constexpr std::uint8_t kEscape = 0x1B;
inline constexpr std::uint8_t kDelete = 0x7F;

// How much of an escape sequence has come.
inline constexpr Cell kNoSequence = 0;
inline constexpr Cell kAfterEscape = 1;
inline constexpr Cell kInSequence = 2;

/// What lies on the stack between two keys: the block, the cursor's place, the sequence.
struct Cursor {
  Cell& place;
  Cell& sequence;
};

inline constexpr Cell kWidth = layout::kScreenWidth;
inline constexpr Cell kLastPlace = layout::kBlockSize.value() - 1;

/// Puts the terminal's cursor where the editor's is: below the heading, behind the line's number.
inline void ShowCursor(VmState& vm, Cell place) {
  constexpr std::uint64_t kFirstRow = 2;
  constexpr std::uint64_t kFirstColumn = 4;
  TextWriter(vm.output)
      .Text("\x1B[")
      .Decimal(kFirstRow + Unsigned(place / kWidth))
      .Text(";")
      .Decimal(kFirstColumn + Unsigned(place % kWidth))
      .Text("H");
}
inline void ShowScreen(VmState& vm, Cell block, GuestAddr address, Cell place) {
  vm.output.Write("\x1B[2J\x1B[H");
  block_words::WriteScreen(vm, block, address);
  ShowCursor(vm, place);
}

inline Status EditBegin(VmState& vm, Instruction) {
  GuestAddr address{};
  const Cell block = vm.data.Top();
  const Status status = AssignBuffer(vm, block, BlockContents::kRead, address);
  if (status == Status::kNext) {
    vm.memory.SetSystemCell(layout::kScr, block);
    vm.data.Push(0);
    vm.data.Push(kNoSequence);
    ShowScreen(vm, block, address, 0);
  }
  return status;
}

/// The last byte of an escape sequence: arrows, Home and End; others mean nothing.
inline void Move(Cursor cursor, std::uint8_t key) {
  const Cell column = cursor.place % kWidth;
  switch (key) {
    case 'A': cursor.place -= cursor.place >= kWidth ? kWidth : 0; return;
    case 'B': cursor.place += cursor.place + kWidth <= kLastPlace ? kWidth : 0; return;
    case 'C': cursor.place = std::min(cursor.place + 1, kLastPlace); return;
    case 'D': cursor.place = std::max<Cell>(cursor.place - 1, 0); return;
    case 'H': cursor.place -= column; return;
    case 'F': cursor.place += kWidth - 1 - column; return;
    default: return;
  }
}

/// Whether the key belongs to an escape sequence, which it then continues or ends.
inline bool TakeSequence(Cursor cursor, std::uint8_t key) {
  if (cursor.sequence == kInSequence) {
    // Parameters come before the last byte.
    if (key >= '@') {
      Move(cursor, key);
      cursor.sequence = kNoSequence;
    }
    return true;
  }
  if (cursor.sequence == kAfterEscape) {
    cursor.sequence = key == '[' || key == 'O' ? kInSequence : kNoSequence;
    return true;
  }
  cursor.sequence = key == kEscape ? kAfterEscape : kNoSequence;
  return key == kEscape;
}

/// Does what the key says to the text; false if it changes none.
inline bool Change(screen_text::Screen screen, Cursor cursor, std::uint8_t key) {
  const auto place = static_cast<std::size_t>(cursor.place);
  switch (key) {
    case kBackspace:
    case kDelete:
      cursor.place = std::max<Cell>(cursor.place - 1, 0);
      screen[static_cast<std::size_t>(cursor.place)] = ' ';
      return true;
    case kEraseRest: screen_text::EraseToLineEnd(screen, place); return true;
    case kInsertLine: screen_text::InsertLine(screen, place); return true;
    case kDeleteLine: screen_text::DeleteLine(screen, place); return true;
    default: break;
  }
  if (key < ' ') {
    return false;
  }
  screen[place] = static_cast<char>(key);
  cursor.place = std::min(cursor.place + 1, kLastPlace);
  return true;
}

inline void Finish(VmState& vm, Instruction instruction) {
  ShowCursor(vm, kLastPlace);
  vm.output.Write("\n");
  vm.data.Drop(3);
  branch_instructions::Branch(vm, instruction);
}

/// Takes one key. The block is fetched each time: only then is it sure to be in a buffer.
inline Status EditKey(VmState& vm, Instruction instruction) {
  const KeyResult key = vm.host->PeekKey();
  switch (key.state) {
    case KeyResult::State::kPending: return Status::kWait;
    case KeyResult::State::kClosed: return Status::kBye;
    case KeyResult::State::kBreak: vm.host->TakeKey(); return vm.ThrowInterrupt();
    case KeyResult::State::kKey: break;
  }
  const Cell block = vm.data.Top(2);
  GuestAddr address{};
  const Status status = AssignBuffer(vm, block, BlockContents::kRead, address);
  if (status != Status::kNext) {
    return status;
  }
  vm.host->TakeKey();
  const Cursor cursor{.place = vm.data.Top(1), .sequence = vm.data.Top()};
  if (TakeSequence(cursor, key.key)) {
    ShowCursor(vm, cursor.place);
    return Status::kNext;
  }
  if (key.key == kFinish) {
    Finish(vm, instruction);
    return Status::kNext;
  }
  if (key.key == '\r' || key.key == '\n') {
    cursor.place = std::min(cursor.place - cursor.place % kWidth + kWidth, kLastPlace);
    ShowCursor(vm, cursor.place);
    return Status::kNext;
  }
  if (!Change(vm.memory.Characters(address, layout::kBlockSize), cursor, key.key)) {
    vm.output.Write("\a");
    return Status::kNext;
  }
  ShowScreen(vm, block, address, cursor.place);
  return UpdateBuffer(vm);
}

/// Of the vocabulary STARFORTH, since programs like to call their own words so.
inline constexpr std::array kShortWords{
    Word{"L", Checked<0, 0, ListCurrent>, "( -- )", "Show the current screen."},
    Word{"S", Checked<1, 0, SetLine>, "( n \"text\" -- )",
         "Make the rest of the input line the line n of the current screen."},
};
inline constexpr std::array kWords{
    Word{"SHOW", nullptr, "( u1 u2 -- )", "Show blocks u1 to u2."},
    Word{"EDIT", nullptr, "( u -- )",
         "Edit block u on the screen: characters, arrow keys, Home, End, Enter; Ctrl-K erases to "
         "the "
         "end of the line, Ctrl-O and Ctrl-Y insert and delete a line, Ctrl-X ends."},
};

}  // namespace starkernel::forthvm::editor_words
