#include "src/hal/screen/terminal.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/span_copy_unsafe.h"
#include "src/hal/screen/cell.h"
#include "src/hal/screen/cell_grid.h"
#include "src/hal/screen/escape_parser.h"
#include "src/hal/screen/font.h"
#include "src/hal/screen/pen.h"

namespace starkernel::hal::screen {
namespace {

constexpr std::size_t kTabStop = 8;

}  // namespace

void Terminal::Write(std::string_view text) {
  for (const char byte : text) {
    for (const char32_t code_point : decoder_.Feed(static_cast<std::uint8_t>(byte))) {
      Take(code_point);
    }
  }
}

void Terminal::Take(char32_t code_point) {
  switch (parser_.Feed(code_point)) {
    case Action::kNone: break;
    case Action::kPrint: Print(code_point); break;
    case Action::kControl: Control(code_point); break;
    case Action::kEscape: Escape(code_point); break;
    case Action::kControlSequence: ControlSequence(code_point); break;
  }
}

void Terminal::Print(char32_t code_point) {
  if (row_full_) {
    cursor_.column = 0;
    NextRow();
  }
  grid_.ChangeRow(cursor_.row)[cursor_.column] = Pack(pen_.Draw(GlyphOf(code_point)));
  if (cursor_.column < last_column()) {
    ++cursor_.column;
  } else {
    row_full_ = true;
  }
}

void Terminal::Control(char32_t code_point) {
  switch (code_point) {
    case U'\b': MoveBy(0, -1); break;
    case U'\t': MoveTo(cursor_.row, (cursor_.column / kTabStop + 1) * kTabStop); break;
    case U'\n':
      cursor_.column = 0;
      NextRow();
      break;
    case U'\r': MoveTo(cursor_.row, 0); break;
    default: break;
  }
}

void Terminal::Escape(char32_t final_character) {
  switch (final_character) {
    case U'7': saved_ = {.cursor = cursor_, .pen = pen_}; break;
    case U'8':
      pen_ = saved_.pen;
      MoveTo(saved_.cursor.row, saved_.cursor.column);
      break;
    case U'c':
      pen_ = Pen();
      saved_ = {};
      cursor_visible_ = true;
      MoveTo(0, 0);
      EraseInScreen(2);
      break;
    default: break;
  }
}

bool Terminal::MoveBySequence(char32_t final_character) {
  const auto count = static_cast<std::ptrdiff_t>(parser_.CountAt(0));
  const std::size_t place = parser_.CountAt(0) - 1;
  switch (final_character) {
    case U'A': MoveBy(-count, 0); return true;
    case U'B': MoveBy(count, 0); return true;
    case U'C': MoveBy(0, count); return true;
    case U'D': MoveBy(0, -count); return true;
    case U'E':
      MoveTo(cursor_.row, 0);
      MoveBy(count, 0);
      return true;
    case U'F':
      MoveTo(cursor_.row, 0);
      MoveBy(-count, 0);
      return true;
    case U'G': MoveTo(cursor_.row, place); return true;
    case U'd': MoveTo(place, cursor_.column); return true;
    case U'H':
    case U'f': MoveTo(place, parser_.CountAt(1) - 1); return true;
    default: return false;
  }
}

void Terminal::ControlSequence(char32_t final_character) {
  if (parser_.question()) {
    if (final_character == U'h' || final_character == U'l') {
      SetMode(final_character == U'h');
    }
    return;
  }
  if (MoveBySequence(final_character)) {
    return;
  }
  const std::size_t count = parser_.CountAt(0);
  switch (final_character) {
    case U'm': pen_.Apply(parser_.parameters()); break;
    case U'J': EraseInScreen(parser_.ChoiceAt(0)); break;
    case U'K': EraseInRow(parser_.ChoiceAt(0)); break;
    case U'X': EraseCells(cursor_.row, cursor_.column, cursor_.column + count); break;
    case U'@': InsertBlanks(count); break;
    case U'P': DeleteCells(count); break;
    case U's': Escape(U'7'); break;
    case U'u': Escape(U'8'); break;
    default: break;
  }
}

void Terminal::SetMode(bool on) {
  constexpr std::uint32_t kCursorMode = 25;
  if (std::ranges::contains(parser_.parameters(), kCursorMode)) {
    cursor_visible_ = on;
  }
}

void Terminal::MoveTo(std::size_t row, std::size_t column) {
  cursor_ = {.row = std::min(row, last_row()), .column = std::min(column, last_column())};
  row_full_ = false;
}

void Terminal::MoveBy(std::ptrdiff_t rows, std::ptrdiff_t columns) {
  const auto moved = [](std::size_t from, std::ptrdiff_t by) {
    return static_cast<std::size_t>(
        std::max<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(from) + by, 0));
  };
  MoveTo(moved(cursor_.row, rows), moved(cursor_.column, columns));
}

void Terminal::NextRow() {
  row_full_ = false;
  if (cursor_.row < last_row()) {
    ++cursor_.row;
  } else {
    grid_.ScrollUp(CellGrid::Blank(pen_.background()));
  }
}

void Terminal::EraseCells(std::size_t row, std::size_t first, std::size_t end) {
  const std::size_t stop = std::min(end, grid_.columns());
  const std::span<PackedCell> cells = grid_.ChangeRow(row).subspan(first, stop - first);
  std::ranges::fill(cells, Pack(CellGrid::Blank(pen_.background())));
}

void Terminal::EraseInRow(std::uint32_t what) {
  switch (what) {
    case 0: EraseCells(cursor_.row, cursor_.column, grid_.columns()); break;
    case 1: EraseCells(cursor_.row, 0, cursor_.column + 1); break;
    case 2: EraseCells(cursor_.row, 0, grid_.columns()); break;
    default: break;
  }
}

void Terminal::EraseInScreen(std::uint32_t what) {
  if (what > 3) {
    return;
  }
  // 3 also asks for what was scrolled away, which is not kept.
  const std::uint32_t in_row = std::min(what, 2U);
  const std::size_t first = in_row == 0 ? cursor_.row + 1 : 0;
  const std::size_t end = in_row == 1 ? cursor_.row : grid_.rows();
  for (std::size_t row = first; row < end; ++row) {
    EraseCells(row, 0, grid_.columns());
  }
  EraseInRow(in_row);
}

void Terminal::InsertBlanks(std::size_t count) {
  const std::span<PackedCell> tail = grid_.ChangeRow(cursor_.row).subspan(cursor_.column);
  const std::size_t inserted = std::min(count, tail.size());
  CopyInto<PackedCell>(tail.subspan(inserted), tail.first(tail.size() - inserted));
  EraseCells(cursor_.row, cursor_.column, cursor_.column + inserted);
}

void Terminal::DeleteCells(std::size_t count) {
  const std::span<PackedCell> tail = grid_.ChangeRow(cursor_.row).subspan(cursor_.column);
  const std::size_t deleted = std::min(count, tail.size());
  CopyInto<PackedCell>(tail, tail.subspan(deleted));
  EraseCells(cursor_.row, grid_.columns() - deleted, grid_.columns());
}

}  // namespace starkernel::hal::screen
