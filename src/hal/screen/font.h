#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace starkernel::hal::screen {

/// Size of a character cell in pixels.
inline constexpr std::size_t kGlyphWidth = 8;
inline constexpr std::size_t kGlyphHeight = 16;

/// The number of a picture in the font.
using GlyphIndex = std::uint16_t;

/// What stands for a code point that the font lacks.
inline constexpr GlyphIndex kReplacementGlyph = 0;

/// The glyph of a code point: Latin (with its supplement and the first extension), box drawing,
/// block elements, Braille and some symbols.
[[nodiscard]] GlyphIndex GlyphOf(char32_t code_point);

/// How many glyphs there are.
[[nodiscard]] std::size_t GlyphCount();

/// All pictures, kGlyphHeight rows for each glyph from top to bottom. The most significant bit of
/// a row is its leftmost pixel.
[[nodiscard]] std::span<const std::uint8_t> GlyphRows();

/// The rows of one glyph, which must be below GlyphCount().
[[nodiscard]] inline std::span<const std::uint8_t> RowsOf(GlyphIndex glyph) {
  return GlyphRows().subspan(std::size_t{glyph} * kGlyphHeight, kGlyphHeight);
}

}  // namespace starkernel::hal::screen
