#include "src/hal/screen/pcf.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <vector>

namespace starkernel::hal::screen {
namespace {

using Bytes = std::vector<std::uint8_t>;

void Put(Bytes& bytes, std::uint32_t number, std::size_t size, bool big_endian) {
  for (std::size_t byte = 0; byte < size; ++byte) {
    const std::size_t place = big_endian ? size - 1 - byte : byte;
    bytes.push_back(static_cast<std::uint8_t>(number >> (8 * place)));
  }
}

// A font of two glyphs, for U+0141 and U+0143; U+0142 is not encoded.
Bytes SmallFont(bool big_endian) {
  const std::uint32_t order = big_endian ? 4 : 0;
  Bytes metrics;
  Put(metrics, 0x108 | order, 4, false);
  Put(metrics, 2, 2, big_endian);
  for (int glyph = 0; glyph < 2; ++glyph) {
    metrics.insert(metrics.end(), {0x80, 0x88, 0x88, 0x8C, 0x84});
  }
  Bytes bitmaps;
  Put(bitmaps, 0x8 | order | 1, 4, false);  // rows are padded to two bytes
  Put(bitmaps, 2, 4, big_endian);
  Put(bitmaps, 0, 4, big_endian);
  Put(bitmaps, 32, 4, big_endian);
  for (int size = 0; size < 4; ++size) {
    Put(bitmaps, 64, 4, big_endian);
  }
  for (std::uint8_t row = 0; row < 32; ++row) {
    bitmaps.insert(bitmaps.end(), {row, 0xEE});
  }
  Bytes encodings;
  Put(encodings, 0x8 | order, 4, false);
  for (const std::uint32_t bound : {0x41U, 0x43U, 1U, 1U, 0x20U, 0U, 0xFFFFU, 1U}) {
    Put(encodings, bound, 2, big_endian);
  }
  Bytes file = {1, 'f', 'c', 'p'};
  Put(file, 3, 4, false);
  std::uint32_t place = 8 + 3 * 16;
  const auto list = [&](std::uint32_t type, const Bytes& table) {
    for (const std::uint32_t number : {type, 0U, static_cast<std::uint32_t>(table.size()), place}) {
      Put(file, number, 4, false);
    }
    place += static_cast<std::uint32_t>(table.size());
  };
  list(4, metrics);
  list(8, bitmaps);
  list(32, encodings);
  for (const Bytes* table : {&metrics, &bitmaps, &encodings}) {
    file.insert(file.end(), table->begin(), table->end());
  }
  return file;
}

TEST(PcfFont, ReadsEncodingsAndGlyphsInEitherByteOrder) {
  for (const bool big_endian : {false, true}) {
    const Bytes file = SmallFont(big_endian);
    const std::optional<PcfFont> font = PcfFont::Open(file);
    ASSERT_TRUE(font.has_value());
    EXPECT_EQ(font->first_high_byte(), 1U);
    EXPECT_EQ(font->last_high_byte(), 1U);
    EXPECT_EQ(font->IndexOf(0x141), 0U);
    EXPECT_EQ(font->IndexOf(0x142), std::nullopt);
    EXPECT_EQ(font->IndexOf(0x143), 1U);
    for (const std::uint32_t outside : {0x140U, 0x144U, 0x41U, 0x241U}) {
      EXPECT_EQ(font->IndexOf(outside), std::nullopt) << outside;
    }
    const auto glyph = font->GlyphAt(1);
    ASSERT_TRUE(glyph.has_value());
    EXPECT_EQ(glyph->front(), 16);
    EXPECT_EQ(glyph->back(), 31);
    EXPECT_FALSE(font->GlyphAt(2).has_value());
  }
}

TEST(PcfFont, RefusesGlyphsOfAnotherSize) {
  Bytes file = SmallFont(false);
  file.at(8 + 48 + 6 + 2) = 0x89;  // 9 pixels wide
  EXPECT_FALSE(PcfFont::Open(file).has_value());
}

TEST(PcfFont, RefusesWhatIsNoPcf) {
  EXPECT_FALSE(PcfFont::Open({}).has_value());
  Bytes file = SmallFont(false);
  file.front() = 2;
  EXPECT_FALSE(PcfFont::Open(file).has_value());
}

TEST(PcfFont, ReadsNothingBeyondACutFile) {
  const Bytes whole = SmallFont(true);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
    const std::optional<PcfFont> font = PcfFont::Open(cut);
    if (font.has_value()) {
      EXPECT_EQ(font->IndexOf(0x143).has_value(), false) << size;
    }
  }
}

TEST(PcfFont, SurvivesAnyBytes) {
  std::mt19937 random(11);
  for (int round = 0; round < 3000; ++round) {
    Bytes file = SmallFont(round % 2 == 0);
    for (int change = 0; change < 3; ++change) {
      file.at(random() % file.size()) = static_cast<std::uint8_t>(random());
    }
    if (const auto font = PcfFont::Open(file)) {
      const auto index = font->IndexOf(random() % 0x400);
      static_cast<void>(font->GlyphAt(index.value_or(random())));
    }
  }
}

}  // namespace
}  // namespace starkernel::hal::screen
