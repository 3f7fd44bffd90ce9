#include "src/hal/screen/painter.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "src/base/panic.h"
#include "src/base/span_copy_unsafe.h"
#include "src/hal/screen/cell.h"
#include "src/hal/screen/cell_grid.h"
#include "src/hal/screen/color_table.h"
#include "src/hal/screen/font.h"
#include "src/hal/screen/framebuffer.h"
#include "src/hal/screen/terminal.h"

namespace starkernel::hal::screen {
namespace {

constexpr bool SameColors(PackedCell left, PackedCell right) {
  const Cell one = Unpack(left);
  const Cell other = Unpack(right);
  return one.foreground == other.foreground && one.background == other.background;
}

void MarkRow(CellGrid& grid, std::optional<Place> place) {
  if (place.has_value() && place->row < grid.rows()) {
    grid.MarkChanged({.first = place->row, .end = place->row + 1});
  }
}

}  // namespace

Painter::Painter(const Framebuffer& framebuffer, std::span<std::uint32_t> pixels,
                 std::span<PackedCell> shown)
    : pixels_(pixels),
      shown_(shown),
      pixels_per_line_(framebuffer.pixels_per_line),
      rows_(framebuffer.rows()),
      columns_(framebuffer.columns()),
      blue_first_(framebuffer.blue_first) {
  Require(pixels.size_bytes() >= framebuffer.extent().value() && shown.size() >= rows_ * columns_,
          "a framebuffer or its cells are smaller than they have to be");
  const std::uint32_t background = PixelOf(kDefaultBackground);
  for (std::size_t line = 0; line < framebuffer.height; ++line) {
    std::ranges::fill(pixels.subspan(line * pixels_per_line_, framebuffer.width), background);
  }
  std::ranges::fill(shown_, Pack(CellGrid::Blank(kDefaultBackground)));
}

void Painter::Paint(CellGrid& grid, std::optional<Place> cursor) {
  Require(grid.rows() == rows_ && grid.columns() == columns_, "a grid of another size");
  if (cursor != cursor_) {
    MarkRow(grid, cursor_);
    MarkRow(grid, cursor);
    cursor_ = cursor;
  }
  const RowRange changed = grid.TakeChanged();
  for (std::size_t row = changed.first; row < changed.end; ++row) {
    PaintRow(row, grid.Row(row));
  }
}

void Painter::Forget() {
  constexpr PackedCell kNoCell = 0xFFFF'FFFF;  // of a glyph that there is not
  std::ranges::fill(shown_, kNoCell);
  colors_.reset();
}

void Painter::PaintRow(std::size_t row, std::span<const PackedCell> cells) {
  const std::span<PackedCell> shown = shown_.subspan(row * columns_, columns_);
  const std::size_t cursor_column =
      cursor_.has_value() && cursor_->row == row ? cursor_->column : columns_;
  const auto wanted = [&](std::size_t column) {
    return column == cursor_column ? Pack(Inverted(Unpack(cells[column]))) : cells[column];
  };
  std::size_t column = 0;
  while (column < columns_) {
    const std::size_t start = column;
    while (column < columns_ && shown[column] != wanted(column) &&
           SameColors(wanted(start), wanted(column))) {
      shown[column] = wanted(column);
      ++column;
    }
    if (column > start) {
      DrawRun(row, start, shown.subspan(start, column - start));
    } else {
      ++column;
    }
  }
}

void Painter::DrawRun(std::size_t row, std::size_t column, std::span<const PackedCell> run) {
  UseColors(Unpack(run.front()));
  const std::span<const std::uint8_t> glyphs = GlyphRows();
  for (std::size_t line = 0; line < kGlyphHeight; ++line) {
    const std::size_t start = (row * kGlyphHeight + line) * pixels_per_line_ + column * kGlyphWidth;
    std::span<std::uint32_t> target = pixels_.subspan(start, run.size() * kGlyphWidth);
    for (const PackedCell packed : run) {
      const std::uint8_t bits = glyphs[Unpack(packed).glyph * kGlyphHeight + line];
      CopyInto<std::uint32_t>(target, half_lines_[bits >> kHalf]);
      CopyInto<std::uint32_t>(target.subspan(kHalf), half_lines_[bits & (half_lines_.size() - 1)]);
      target = target.subspan(kGlyphWidth);
    }
  }
  cells_drawn_ += run.size();
}

void Painter::UseColors(Cell colors) {
  if (colors_.has_value() && SameColors(Pack(colors), Pack(*colors_))) {
    return;
  }
  colors_ = colors;
  const std::uint32_t foreground = PixelOf(colors.foreground);
  const std::uint32_t background = PixelOf(colors.background);
  for (std::size_t bits = 0; bits < half_lines_.size(); ++bits) {
    for (std::size_t pixel = 0; pixel < kHalf; ++pixel) {
      const bool set = (bits >> (kHalf - 1 - pixel) & 1U) != 0;
      half_lines_.at(bits).at(pixel) = set ? foreground : background;
    }
  }
}

std::uint32_t Painter::PixelOf(Color color) const {
  const std::uint32_t rgb = kColorTable.at(color);
  if (blue_first_) {
    return rgb;
  }
  return (rgb & 0x0000FFU) << 16U | (rgb & 0x00FF00U) | rgb >> 16U;
}

}  // namespace starkernel::hal::screen
