#pragma once

#include <algorithm>
#include <cstddef>
#include <span>

#include "src/base/panic.h"
#include "src/hal/screen/cell.h"

namespace starkernel::hal::screen {

/// Rows of a grid, from `first` up to but without `end`.
struct RowRange {
  std::size_t first = 0;
  std::size_t end = 0;

  [[nodiscard]] constexpr bool empty() const { return first >= end; }
  friend constexpr bool operator==(const RowRange&, const RowRange&) = default;
};

/// What the screen is to show, cell by cell. Scrolling moves no cell: the row that becomes the
/// first is found by an offset. Remembers which rows have changed. Refers to memory of its owner.
class CellGrid {
 public:
  constexpr CellGrid() = default;

  /// A grid of blanks. `cells` has room for `rows` times `columns`, both at least 1.
  CellGrid(std::span<PackedCell> cells [[clang::lifetimebound]], std::size_t rows,
           std::size_t columns)
      : cells_(cells), rows_(rows), columns_(columns), changed_{.first = 0, .end = rows} {
    Require(rows > 0 && columns > 0 && cells.size() / columns >= rows, "a grid without cells");
    std::ranges::fill(cells_, Pack(Blank(kDefaultBackground)));
  }

  [[nodiscard]] constexpr std::size_t rows() const { return rows_; }
  [[nodiscard]] constexpr std::size_t columns() const { return columns_; }

  /// A cell that shows nothing but its background.
  [[nodiscard]] static Cell Blank(Color background) {
    return {.glyph = GlyphOf(U' '), .foreground = kDefaultForeground, .background = background};
  }

  /// The cells of row `row`, which is below rows().
  [[nodiscard]] std::span<const PackedCell> Row(std::size_t row) const [[clang::lifetimebound]] {
    return cells_.subspan(OffsetOf(row), columns_);
  }

  /// The same, to be written to: the row counts as changed.
  [[nodiscard]] std::span<PackedCell> ChangeRow(std::size_t row) [[clang::lifetimebound]] {
    MarkChanged({.first = row, .end = row + 1});
    return cells_.subspan(OffsetOf(row), columns_);
  }

  /// All rows move up by one; the first is lost, and the last is filled with `blank`.
  void ScrollUp(Cell blank) {
    first_ = (first_ + 1) % rows_;
    std::ranges::fill(ChangeRow(rows_ - 1), Pack(blank));
    MarkChanged({.first = 0, .end = rows_});
  }

  void MarkChanged(RowRange range) {
    changed_ = changed_.empty() ? range
                                : RowRange{.first = std::min(changed_.first, range.first),
                                           .end = std::max(changed_.end, range.end)};
  }

  /// Rows that may have changed since they were last taken.
  [[nodiscard]] RowRange TakeChanged() {
    const RowRange changed = changed_;
    changed_ = {};
    return changed;
  }

 private:
  [[nodiscard]] std::size_t OffsetOf(std::size_t row) const {
    Require(row < rows_, "a row beyond the screen");
    return (first_ + row) % rows_ * columns_;
  }

  std::span<PackedCell> cells_;
  std::size_t rows_ = 0;
  std::size_t columns_ = 0;
  std::size_t first_ = 0;  ///< The place of row 0.
  RowRange changed_;
};

}  // namespace starkernel::hal::screen
