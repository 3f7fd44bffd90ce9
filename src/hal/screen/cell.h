#pragma once

#include <cstdint>

#include "src/hal/screen/font.h"

namespace starkernel::hal::screen {

/// One of the 256 colours of color_table.h.
using Color = std::uint8_t;

inline constexpr Color kDefaultForeground = 7;
inline constexpr Color kDefaultBackground = 0;

/// What one place of the screen shows.
struct Cell {
  GlyphIndex glyph = kReplacementGlyph;
  Color foreground = kDefaultForeground;
  Color background = kDefaultBackground;

  friend constexpr bool operator==(const Cell&, const Cell&) = default;
};

/// A cell as it is kept: one word, so that cells lie in memory of any origin and compare at once.
using PackedCell = std::uint32_t;

[[nodiscard]] constexpr PackedCell Pack(Cell cell) {
  return PackedCell{cell.background} << 24U | PackedCell{cell.foreground} << 16U | cell.glyph;
}

[[nodiscard]] constexpr Cell Unpack(PackedCell packed) {
  return {.glyph = static_cast<GlyphIndex>(packed & 0xFFFFU),
          .foreground = static_cast<Color>(packed >> 16U & 0xFFU),
          .background = static_cast<Color>(packed >> 24U)};
}

/// The cell in inverse video.
[[nodiscard]] constexpr Cell Inverted(Cell cell) {
  return {.glyph = cell.glyph, .foreground = cell.background, .background = cell.foreground};
}

}  // namespace starkernel::hal::screen
