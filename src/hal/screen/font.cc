#include "src/hal/screen/font.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "src/base/span_copy_unsafe.h"
#include "src/hal/screen/pcf.h"

namespace starkernel::hal::screen {
namespace {

// Read while this is compiled; only what is made of it reaches the image. A longer file does not
// compile, a shorter one would end in zeros.
constexpr std::array<std::uint8_t, 193'724> kFile = {
#embed "spleen-8x16.pcf"
};

constexpr std::optional<PcfFont> kPcf = PcfFont::Open(kFile);
static_assert(kPcf.has_value(), "the pinned font is not one of 8x16 cells");

// A frame around a question mark.
constexpr PcfFont::Glyph kReplacement = {0x00, 0x00, 0x7E, 0x42, 0x5A, 0x66, 0x46, 0x4E,
                                         0x5E, 0x5A, 0x7E, 0x5A, 0x42, 0x7E, 0x00, 0x00};

// Code points that follow each other, with glyphs that do.
struct GlyphRange {
  char32_t first = 0;
  std::uint16_t count = 0;
  GlyphIndex glyph = 0;
};

// How much of the arrays is used is known only once they are filled.
struct Collected {
  std::array<GlyphRange, 128> ranges{};
  std::array<std::uint8_t, 1024 * kGlyphHeight> rows{};
  std::size_t range_count = 0;
  std::size_t glyph_count = 0;

  constexpr void AddGlyph(const PcfFont::Glyph& glyph) {
    CopyInto<std::uint8_t>(std::span(rows).subspan(glyph_count * kGlyphHeight), glyph);
    ++glyph_count;
  }

  constexpr void AddCodePoint(char32_t code_point) {
    if (range_count > 0) {
      GlyphRange& last = ranges[range_count - 1];
      if (last.first + last.count == code_point) {
        ++last.count;
        return;
      }
    }
    ranges[range_count++] = {
        .first = code_point, .count = 1, .glyph = static_cast<GlyphIndex>(glyph_count)};
  }
};

consteval Collected Collect(const PcfFont& pcf) {
  Collected collected;
  collected.AddGlyph(kReplacement);
  for (std::uint32_t high = pcf.first_high_byte(); high <= pcf.last_high_byte(); ++high) {
    for (std::uint32_t code_point = high << 8U; code_point < (high + 1) << 8U; ++code_point) {
      const std::optional<std::uint32_t> index = pcf.IndexOf(code_point);
      const auto glyph = index.has_value() ? pcf.GlyphAt(*index) : std::nullopt;
      if (glyph.has_value()) {
        collected.AddCodePoint(code_point);
        collected.AddGlyph(*glyph);
      }
    }
  }
  return collected;
}

constexpr Collected kCollected = Collect(kPcf.value());

template <std::size_t Count, typename T, std::size_t Room>
consteval std::array<T, Count> First(const std::array<T, Room>& all) {
  std::array<T, Count> first{};
  CopyInto<T>(first, std::span(all).first(Count));
  return first;
}

constexpr auto kRanges = First<kCollected.range_count>(kCollected.ranges);
constexpr auto kRows = First<kCollected.glyph_count * kGlyphHeight>(kCollected.rows);

}  // namespace

GlyphIndex GlyphOf(char32_t code_point) {
  const auto after = static_cast<std::size_t>(
      std::ranges::upper_bound(kRanges, code_point, {}, &GlyphRange::first) - kRanges.begin());
  if (after == 0) {
    return kReplacementGlyph;
  }
  const GlyphRange& range = kRanges.at(after - 1);
  const char32_t offset = code_point - range.first;
  return offset < range.count ? static_cast<GlyphIndex>(range.glyph + offset) : kReplacementGlyph;
}

std::size_t GlyphCount() { return kCollected.glyph_count; }

std::span<const std::uint8_t> GlyphRows() { return kRows; }

}  // namespace starkernel::hal::screen
