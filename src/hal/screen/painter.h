#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "src/hal/screen/cell.h"
#include "src/hal/screen/cell_grid.h"
#include "src/hal/screen/font.h"
#include "src/hal/screen/framebuffer.h"
#include "src/hal/screen/terminal.h"

namespace starkernel::hal::screen {

/// Draws cells into a framebuffer. It keeps what it has drawn and draws only what differs, so the
/// framebuffer is never read, and scrolling costs no more than the cells that have changed. Cells
/// of equal colours beside each other are drawn line by line, so that stores follow each other.
/// Refers to memory of its owner.
class Painter {
 public:
  constexpr Painter() = default;

  /// Clears the framebuffer. `pixels` are those from its first to its last one, `shown` has room
  /// for its rows times columns; panics otherwise.
  Painter(const Framebuffer& framebuffer, std::span<std::uint32_t> pixels [[clang::lifetimebound]],
          std::span<PackedCell> shown [[clang::lifetimebound]]);

  /// Draws what has changed in `grid`, which has the framebuffer's rows and columns. The cell at
  /// `cursor`, if there is one, is shown in inverse video.
  void Paint(CellGrid& grid, std::optional<Place> cursor);

  /// What is shown is no longer known: the next time, each cell of a changed row is drawn.
  void Forget();

  /// Cells drawn since the beginning.
  [[nodiscard]] std::uint64_t cells_drawn() const { return cells_drawn_; }

 private:
  /// Pixels of half a line of a glyph.
  static constexpr std::size_t kHalf = kGlyphWidth / 2;
  using HalfLines = std::array<std::array<std::uint32_t, kHalf>, 1U << kHalf>;

  void PaintRow(std::size_t row, std::span<const PackedCell> cells);
  void DrawRun(std::size_t row, std::size_t column, std::span<const PackedCell> run);
  void UseColors(Cell colors);
  [[nodiscard]] std::uint32_t PixelOf(Color color) const;

  std::span<std::uint32_t> pixels_;
  std::span<PackedCell> shown_;
  std::size_t pixels_per_line_ = 0;
  std::size_t rows_ = 0;
  std::size_t columns_ = 0;
  bool blue_first_ = true;
  std::optional<Place> cursor_;  ///< Where it was drawn.
  HalfLines half_lines_{};       ///< What each half of a glyph's line is in the colours of...
  std::optional<Cell> colors_;   ///< ... this cell.
  std::uint64_t cells_drawn_ = 0;
};

}  // namespace starkernel::hal::screen
