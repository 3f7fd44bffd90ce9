#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "src/hal/screen/cell.h"
#include "src/hal/screen/cell_grid.h"
#include "src/hal/screen/font.h"

namespace starkernel::hal::screen {

/// For tests: the first code point below U+3000 that has the glyph.
inline char32_t CodePointOf(GlyphIndex glyph) {
  static const std::map<GlyphIndex, char32_t> all = [] {
    std::map<GlyphIndex, char32_t> map;
    for (char32_t code_point = 0x20; code_point < 0x3000; ++code_point) {
      map.try_emplace(GlyphOf(code_point), code_point);
    }
    map[kReplacementGlyph] = 0xFFFD;
    return map;
  }();
  const auto found = all.find(glyph);
  return found == all.end() ? U'\0' : found->second;
}

/// For tests: what a row shows, without the blanks at its end.
inline std::u32string RowText(const CellGrid& grid, std::size_t row) {
  std::u32string text;
  for (const PackedCell cell : grid.Row(row)) {
    text += CodePointOf(Unpack(cell).glyph);
  }
  text.resize(text.find_last_not_of(U' ') + 1);
  return text;
}

}  // namespace starkernel::hal::screen
