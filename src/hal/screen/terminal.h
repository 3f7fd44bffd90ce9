#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "src/hal/screen/cell_grid.h"
#include "src/hal/screen/escape_parser.h"
#include "src/hal/screen/pen.h"
#include "src/hal/screen/utf8_decoder.h"

namespace starkernel::hal::screen {

/// A place on the screen, from 0 on.
struct Place {
  std::size_t row = 0;
  std::size_t column = 0;

  friend constexpr bool operator==(const Place&, const Place&) = default;
};

/// Turns text into cells: UTF-8, controls (BS, HT every 8 columns, LF, CR) and the escape sequences
/// in the package's README. A line end '\n' starts a line of its own. As on a VT100, a character in
/// the last column leaves the cursor there, and the next begins another row. Any bytes are taken;
/// what is unknown does nothing. Every code point takes one cell.
class Terminal {
 public:
  constexpr Terminal() = default;

  /// Begins at the upper left of `grid`.
  explicit Terminal(CellGrid grid) : grid_(grid) {}

  void Write(std::string_view text);

  [[nodiscard]] const CellGrid& grid() const [[clang::lifetimebound]] { return grid_; }
  [[nodiscard]] CellGrid& grid() [[clang::lifetimebound]] { return grid_; }
  /// Where the next character goes, or, at the end of a row, the last one went.
  [[nodiscard]] Place cursor() const { return cursor_; }
  [[nodiscard]] bool cursor_visible() const { return cursor_visible_; }

 private:
  struct Saved {
    Place cursor;
    Pen pen;
  };

  void Take(char32_t code_point);
  void Print(char32_t code_point);
  void Control(char32_t code_point);
  void Escape(char32_t final_character);
  void ControlSequence(char32_t final_character);
  [[nodiscard]] bool MoveBySequence(char32_t final_character);
  void SetMode(bool on);
  void MoveTo(std::size_t row, std::size_t column);
  void MoveBy(std::ptrdiff_t rows, std::ptrdiff_t columns);
  void NextRow();
  void EraseInScreen(std::uint32_t what);
  void EraseInRow(std::uint32_t what);
  void EraseCells(std::size_t row, std::size_t first, std::size_t end);
  void InsertBlanks(std::size_t count);
  void DeleteCells(std::size_t count);
  [[nodiscard]] std::size_t last_row() const { return grid_.rows() - 1; }
  [[nodiscard]] std::size_t last_column() const { return grid_.columns() - 1; }

  CellGrid grid_;
  Utf8Decoder decoder_;
  EscapeParser parser_;
  Pen pen_;
  Place cursor_;
  Saved saved_;
  bool row_full_ = false;  ///< The next character has to begin another row.
  bool cursor_visible_ = true;
};

}  // namespace starkernel::hal::screen
