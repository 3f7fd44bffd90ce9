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
#include "src/forthvm/input.h"
#include "src/forthvm/utf8.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/block_words.h"
#include "src/forthvm/words/key_event.h"
#include "src/forthvm/words/screen_line.h"
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
  if (UnparsedLength(vm) > ByteCount(layout::kScreenWidth)) {
    return vm.ThrowFull(ThrowCode::kStringOverflow, "the line is too long", layout::kScreenWidth);
  }
  GuestAddr address{};
  const Status status = AssignBuffer(vm, CurrentScreen(vm), BlockContents::kRead, address);
  if (status != Status::kNext) {
    return status;
  }
  const std::string_view text = UnparsedText(vm, ByteCount(layout::kScreenWidth));
  const std::span<char> target =
      vm.memory.Characters(address, layout::kBlockSize)
          .subspan(static_cast<std::size_t>(line) * layout::kScreenWidth, layout::kScreenWidth);
  CopyInto(target, text);
  std::ranges::fill(target.subspan(text.size()), ' ');
  SkipText(vm, text.size());
  vm.data.Drop();
  return UpdateBuffer(vm);
}

inline constexpr Cell kWidth = layout::kScreenWidth;
inline constexpr Cell kLastLine = layout::kScreenLines - 1;
inline constexpr Cell kLastPlace = layout::kBlockSize.value() - 1;

/// A cursor on the characters of a block, whose place lies on the stack between two keys, in bytes
/// from the block's beginning.
class Cursor {
 public:
  Cursor(screen_text::Screen screen [[clang::lifetimebound]], Cell& place [[clang::lifetimebound]])
      : screen_(screen), place_(place) {
    // The block may have changed since: a character is where it begins.
    MoveTo(line(), column());
  }

  [[nodiscard]] Cell line() const { return place_ / kWidth; }
  [[nodiscard]] std::size_t column() const { return Line(line()).ColumnAt(offset()); }
  /// Where in its line it is, in bytes.
  [[nodiscard]] std::size_t offset() const { return Unsigned(place_ % kWidth); }
  [[nodiscard]] std::size_t place() const { return Unsigned(place_); }
  [[nodiscard]] ScreenLine Here() const { return Line(line()); }

  /// To the character of the line that is nearest to the column, if there is the line.
  void MoveTo(Cell line, std::size_t column) {
    if (line >= 0 && line <= kLastLine) {
      place_ = line * kWidth + static_cast<Cell>(Line(line).PlaceOf(column));
    }
  }
  void MoveRight() {
    place_ = std::min(place_ + static_cast<Cell>(Here().SizeAt(offset())),
                      line() == kLastLine ? LastPlace() : kLastPlace);
  }
  void MoveLeft() {
    if (offset() == 0) {
      MoveTo(line() - 1, layout::kScreenWidth);
    } else {
      MoveTo(line(), column() - 1);
    }
  }

 private:
  [[nodiscard]] ScreenLine Line(Cell line) const {
    return ScreenLine(screen_.subspan(Unsigned(line * kWidth), layout::kScreenWidth));
  }
  /// Where the last character of its line begins.
  [[nodiscard]] Cell LastPlace() const {
    return line() * kWidth + static_cast<Cell>(Here().PlaceOf(layout::kScreenWidth));
  }

  screen_text::Screen screen_;
  Cell& place_;
};

/// Puts the terminal's cursor below the heading, behind the line's number.
inline void ShowCursor(VmState& vm, Cell line, std::size_t column) {
  constexpr std::uint64_t kFirstRow = 2;
  constexpr std::uint64_t kFirstColumn = 4;
  TextWriter(vm.output)
      .Text("\x1B[")
      .Decimal(kFirstRow + Unsigned(line))
      .Text(";")
      .Decimal(kFirstColumn + column)
      .Text("H");
}
inline void ShowCursor(VmState& vm, const Cursor& cursor) {
  ShowCursor(vm, cursor.line(), cursor.column());
}
inline void ShowScreen(VmState& vm, Cell block, GuestAddr address) {
  vm.output.Write("\x1B[2J\x1B[H");
  block_words::WriteScreen(vm, block, address);
}

inline std::string_view WithoutBlanksAtEnd(std::string_view line [[clang::lifetimebound]]) {
  return line.substr(0, line.find_last_not_of(' ') + 1);
}
inline bool ContinuesAt(std::string_view line, std::size_t place) {
  return place < line.size() && utf8::IsContinuation(line[place]);
}

/// How much the two have in common at their beginning, in bytes, up to where a character begins.
inline std::size_t CommonBeginning(std::string_view old_line, std::string_view line) {
  const auto differs = std::ranges::mismatch(old_line, line);
  auto common = static_cast<std::size_t>(differs.in1 - old_line.begin());
  while (common > 0 && (ContinuesAt(old_line, common) || ContinuesAt(line, common))) {
    --common;
  }
  return common;
}

/// Writes what has changed of a line, and blanks over what it had been longer by.
inline void ShowChange(VmState& vm, Cell number, std::string_view old_line, std::string_view line) {
  old_line = WithoutBlanksAtEnd(old_line);
  line = WithoutBlanksAtEnd(line);
  if (line == old_line) {
    return;
  }
  const std::size_t begin = CommonBeginning(old_line, line);
  ShowCursor(vm, number, screen_text::Columns(line.substr(0, begin)));
  old_line.remove_prefix(begin);
  line.remove_prefix(begin);
  const std::size_t old_columns = screen_text::Columns(old_line);
  std::size_t columns = screen_text::Columns(line);
  if (columns == old_columns) {
    // Then what is the same behind the change stands where it stood.
    while (line.back() == old_line.back() && !utf8::IsContinuation(line.back())) {
      line.remove_suffix(1);
      old_line.remove_suffix(1);
    }
  }
  block_words::WriteCharacters(vm, line);
  for (; columns < old_columns; ++columns) {
    vm.output.Write(" ");
  }
}

/// The screen as it was shown, to be compared with what it is now.
using ShownScreen = std::array<char, layout::kBlockSize.value()>;

inline void ShowChanges(VmState& vm, const ShownScreen& shown, std::string_view screen) {
  const std::string_view old_screen{std::span<const char>(shown)};
  for (std::size_t line = 0; line < layout::kScreenLines; ++line) {
    const std::size_t begin = line * layout::kScreenWidth;
    ShowChange(vm, static_cast<Cell>(line), old_screen.substr(begin, layout::kScreenWidth),
               screen.substr(begin, layout::kScreenWidth));
  }
  vm.ChargeLength(layout::kBlockSize.value());
}

/// Shows the block and makes it the current screen; the cursor is at its beginning.
inline Status EditBegin(VmState& vm, Instruction) {
  GuestAddr address{};
  const Cell block = vm.data.Top();
  const Status status = AssignBuffer(vm, block, BlockContents::kRead, address);
  if (status == Status::kNext) {
    vm.memory.SetSystemCell(layout::kScr, block);
    vm.data.Push(0);
    ShowScreen(vm, block, address);
    ShowCursor(vm, 0, 0);
  }
  return status;
}

inline constexpr Cell kEnter = '\r';
inline constexpr Cell kFinish = 0x18;  ///< Ctrl-X.

/// Moves the cursor if the key says so.
inline bool Move(Cursor& cursor, Cell key) {
  using key_event::EventOf;
  using key_event::FunctionKey;
  switch (key) {
    case EventOf(FunctionKey::kUp): cursor.MoveTo(cursor.line() - 1, cursor.column()); return true;
    case EventOf(FunctionKey::kDown):
      cursor.MoveTo(cursor.line() + 1, cursor.column());
      return true;
    case EventOf(FunctionKey::kRight): cursor.MoveRight(); return true;
    case EventOf(FunctionKey::kLeft): cursor.MoveLeft(); return true;
    case EventOf(FunctionKey::kHome): cursor.MoveTo(cursor.line(), 0); return true;
    case EventOf(FunctionKey::kEnd):
      cursor.MoveTo(cursor.line(), layout::kScreenWidth);
      return true;
    case kEnter:
    case '\n':
      cursor.MoveTo(std::min(cursor.line() + 1, kLastLine),
                    cursor.line() < kLastLine ? 0 : layout::kScreenWidth);
      return true;
    default: return false;
  }
}

/// Writes a character over the one at the cursor; false if it is none or has no room.
inline bool Overwrite(Cursor& cursor, Cell key) {
  constexpr Cell kFirstPrintable = 0xA0;
  const bool is_ascii = key >= ' ' && key <= '~';
  const bool is_other = key >= kFirstPrintable && utf8::IsCharacter(Unsigned(key)) &&
                        Unsigned(key) != utf8::kReplacement;
  if (!is_ascii && !is_other) {
    return false;
  }
  const utf8::Encoded character(static_cast<std::uint32_t>(key));
  if (!cursor.Here().Replace(cursor.offset(), character.view())) {
    return false;
  }
  cursor.MoveRight();
  return true;
}

/// Does what the key says to the text; false if it changes none.
inline bool Change(screen_text::Screen screen, Cursor& cursor, Cell key) {
  constexpr Cell kBackspace = 0x08;
  constexpr Cell kEraseRest = 0x0B;   // Ctrl-K.
  constexpr Cell kInsertLine = 0x0F;  // Ctrl-O.
  constexpr Cell kDeleteLine = 0x19;  // Ctrl-Y.
  constexpr Cell kRubout = 0x7F;
  switch (key) {
    case kBackspace:
    case kRubout: cursor.MoveLeft(); return cursor.Here().Replace(cursor.offset(), " ");
    case key_event::EventOf(key_event::FunctionKey::kDelete):
      cursor.Here().Erase(cursor.offset());
      return true;
    case kEraseRest: screen_text::EraseToLineEnd(screen, cursor.place()); return true;
    case kInsertLine: screen_text::InsertLine(screen, cursor.place()); return true;
    case kDeleteLine: screen_text::DeleteLine(screen, cursor.place()); return true;
    default: return Overwrite(cursor, key);
  }
}

/// Does what a keyboard event says, of a function key without its modifiers; branches when it ends.
/// The block is fetched each time: only then is it sure to be in a buffer.
inline Status EditKey(VmState& vm, Instruction instruction) {
  const Cell block = vm.data.Top(2);
  const Cell event = vm.data.Top();
  GuestAddr address{};
  const Status status = AssignBuffer(vm, block, BlockContents::kRead, address);
  if (status != Status::kNext) {
    return status;
  }
  if (event == kFinish) {
    ShowCursor(vm, kLastLine, layout::kScreenWidth - 1);
    vm.output.Write("\n");
    vm.data.Drop(3);
    branch_instructions::Branch(vm, instruction);
    return Status::kNext;
  }
  vm.data.Drop();
  const screen_text::Screen screen = vm.memory.Characters(address, layout::kBlockSize);
  Cursor cursor(screen, vm.data.Top());
  const Cell key = key_event::WithoutModifiers(event);
  if (Move(cursor, key)) {
    ShowCursor(vm, cursor);
    return Status::kNext;
  }
  ShownScreen shown{};
  CopyInto(std::span<char>(shown), std::span<const char>(screen));
  if (!Change(screen, cursor, key)) {
    vm.output.Write("\a");
    return Status::kNext;
  }
  ShowChanges(vm, shown, std::string_view(screen));
  ShowCursor(vm, cursor);
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
         "Edit block u on the screen: characters, arrow keys, Home, End, Enter, Delete; Ctrl-K "
         "erases "
         "to the end of the line, Ctrl-O and Ctrl-Y insert and delete a line, Ctrl-X ends."},
};

}  // namespace starkernel::forthvm::editor_words
