#include "tests/boot/screen_picture.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "src/hal/screen/font.h"

namespace starkernel::tests {
namespace {

// One cell of a glyph, with a pixel of green at the place given if there is one.
std::string Ppm(char32_t character, bool stray = false) {
  std::string file = "P6\n8 16\n255\n";
  for (std::size_t line = 0; line < 16; ++line) {
    const std::uint8_t bits = hal::screen::RowsOf(hal::screen::GlyphOf(character))[line];
    for (unsigned pixel = 0; pixel < 8; ++pixel) {
      const bool set = (bits >> (7 - pixel) & 1U) != 0;
      file += stray && line == 15 && pixel == 7 ? std::string("\0\xFF\0", 3)
              : set                             ? std::string("\xFF\0\0", 3)
                                                : std::string("\0\0\x80", 3);
    }
  }
  return file;
}

TEST(ScreenPicture, KnowsGlyphsAndColors) {
  for (const char32_t character : {U'A', U'┼', U'┘', U'▖'}) {
    const auto picture = ScreenPicture::Read(Ppm(character));
    ASSERT_TRUE(picture.has_value());
    ASSERT_EQ(picture->rows(), 1U);
    EXPECT_EQ(picture->Row(0).at(0).character, character);
  }
  EXPECT_EQ(ScreenPicture::Read(Ppm(U'A'))->Row(0).at(0), (PictureCell{U'A', 0xFF0000, 0x000080}));
  EXPECT_EQ(ScreenPicture::Read(Ppm(U'█'))->Row(0).at(0), (PictureCell{U' ', 0xFF0000, 0xFF0000}));
}

TEST(ScreenPicture, RefusesWhatShowsNoGlyph) {
  EXPECT_EQ(ScreenPicture::Read(Ppm(U'A', true)).error(),
            "no glyph of the font in row 0, column 0");
  EXPECT_FALSE(ScreenPicture::Read("").has_value());
  EXPECT_FALSE(ScreenPicture::Read(Ppm(U'A') + "x").has_value());
  EXPECT_FALSE(ScreenPicture::Read("P6\n8 x\n255\n").has_value());
}

}  // namespace
}  // namespace starkernel::tests
