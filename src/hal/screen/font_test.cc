#include "src/hal/screen/font.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <vector>

namespace starkernel::hal::screen {
namespace {

std::vector<int> Picture(char32_t code_point) {
  const std::span<const std::uint8_t> rows = RowsOf(GlyphOf(code_point));
  return {rows.begin(), rows.end()};
}

TEST(Font, ShowsAnA) {
  EXPECT_EQ(Picture(U'A'), std::vector<int>({0, 0, 0x7C, 0xC6, 0xC6, 0xC6, 0xFE, 0xC6, 0xC6, 0xC6,
                                             0xC6, 0xC6, 0, 0, 0, 0}));
  EXPECT_EQ(Picture(U' '), std::vector<int>(16, 0));
}

TEST(Font, JoinsBoxesAndBlocks) {
  const std::vector<int> vertical = Picture(U'│');
  for (const int row : vertical) {
    EXPECT_EQ(row, vertical.front());
    EXPECT_NE(row, 0);
  }
  EXPECT_EQ(Picture(U'█'), std::vector<int>(16, 0xFF));
  EXPECT_EQ(Picture(U'▌'), std::vector<int>(16, 0xF0));
}

TEST(Font, HasEveryCharacterOfTheBlocksItIsFor) {
  struct Block {
    char32_t first = 0;
    char32_t last = 0;
  };
  for (const Block block : {Block{0x20, 0x7E}, Block{0xA0, 0x17F}, Block{0x2500, 0x259F}}) {
    for (char32_t code_point = block.first; code_point <= block.last; ++code_point) {
      EXPECT_NE(GlyphOf(code_point), kReplacementGlyph) << static_cast<std::uint32_t>(code_point);
    }
  }
}

TEST(Font, GivesDifferentGlyphsToDifferentCodePoints) {
  std::set<GlyphIndex> seen;
  for (char32_t code_point = 0; code_point < 0x11000; ++code_point) {
    const GlyphIndex glyph = GlyphOf(code_point);
    EXPECT_LT(glyph, GlyphCount());
    EXPECT_TRUE(glyph == kReplacementGlyph || seen.insert(glyph).second)
        << static_cast<std::uint32_t>(code_point);
  }
  EXPECT_EQ(seen.size() + 1, GlyphCount());
}

TEST(Font, ReplacesWhatItLacks) {
  for (const char32_t code_point : {U'\0', U'\x1F', U'\x80', U'\x9F', U'\u0400', U'\u24FF',
                                    U'\uFFFD', U'\uFFFF', U'\U0010FFFF'}) {
    EXPECT_EQ(GlyphOf(code_point), kReplacementGlyph) << static_cast<std::uint32_t>(code_point);
  }
}

TEST(Font, HasRowsForEveryGlyph) { EXPECT_EQ(GlyphRows().size(), GlyphCount() * kGlyphHeight); }

}  // namespace
}  // namespace starkernel::hal::screen
