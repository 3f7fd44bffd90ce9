#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace starkernel::hal::screen {

/// Reads a bitmap font of 8x16 cells in the X Window System's Portable Compiled Format (`.pcf`), as
/// bdftopcf writes it: tables of the file's directory are found by their type; each says in its
/// format word whether its numbers and the bits of a row begin with the most significant. Whatever
/// the bytes, nothing outside them is read. Runs while the kernel is compiled.
class PcfFont {
 public:
  /// A glyph's rows from top to bottom; the most significant bit is the leftmost pixel.
  using Glyph = std::array<std::uint8_t, 16>;

  /// Nothing if `file` lacks a table, has it in another form, or ends within it.
  [[nodiscard]] static constexpr std::optional<PcfFont> Open(std::span<const std::uint8_t> file
                                                             [[clang::lifetimebound]]) {
    PcfFont font(file);
    if (font.Number(0, 4, false) != kMagic || !font.FindTables() || !font.AllMetricsAre8x16()) {
      return std::nullopt;
    }
    return font;
  }

  /// The encoded code points have these first and second bytes.
  [[nodiscard]] constexpr std::uint32_t first_high_byte() const { return high_bytes_.first; }
  [[nodiscard]] constexpr std::uint32_t last_high_byte() const { return high_bytes_.last; }

  /// The number of the glyph for a code point of up to 16 bits, if the font has it.
  [[nodiscard]] constexpr std::optional<std::uint32_t> IndexOf(std::uint32_t code_point) const {
    const std::uint32_t high = code_point >> 8U;
    const std::uint32_t low = code_point & 0xFFU;
    if (high < high_bytes_.first || high > high_bytes_.last || low < low_bytes_.first ||
        low > low_bytes_.last) {
      return std::nullopt;
    }
    const std::uint32_t columns = low_bytes_.last - low_bytes_.first + 1;
    const std::uint32_t place = (high - high_bytes_.first) * columns + (low - low_bytes_.first);
    const auto index = Number(encodings_.start + 14 + 2 * place, 2, encodings_.big_endian);
    return index == kNoGlyph ? std::nullopt : index;
  }

  /// Its picture; nothing if the file ends before it.
  [[nodiscard]] constexpr std::optional<Glyph> GlyphAt(std::uint32_t index) const {
    const auto count = Number(bitmaps_.start + 4, 4, bitmaps_.big_endian);
    const auto offset = Number(bitmaps_.start + 8 + 4 * index, 4, bitmaps_.big_endian);
    if (!count.has_value() || index >= *count || !offset.has_value()) {
      return std::nullopt;
    }
    const std::uint64_t data = std::uint64_t{bitmaps_.start} + 24 + std::uint64_t{*count} * 4;
    Glyph glyph{};
    for (std::size_t row = 0; row < glyph.size(); ++row) {
      const std::uint64_t place = data + *offset + row * bitmaps_.row_bytes;
      if (place >= file_.size()) {
        return std::nullopt;
      }
      glyph[row] = file_[place];
    }
    return glyph;
  }

 private:
  struct Table {
    std::uint32_t start = 0;  ///< Of its format word.
    bool big_endian = false;
    bool leftmost_is_highest = false;
    bool compressed = false;
    std::uint32_t row_bytes = 1;
  };
  struct Range {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
  };

  static constexpr std::uint32_t kMagic = 0x7063'6601;  // "\1fcp"
  static constexpr std::uint32_t kMetrics = 1U << 2U;
  static constexpr std::uint32_t kBitmaps = 1U << 3U;
  static constexpr std::uint32_t kEncodings = 1U << 5U;
  static constexpr std::uint32_t kNoGlyph = 0xFFFF;

  constexpr explicit PcfFont(std::span<const std::uint8_t> file) : file_(file) {}

  // The number of `bytes` bytes at `offset`; nothing if it does not lie wholly in the file.
  [[nodiscard]] constexpr std::optional<std::uint32_t> Number(std::uint64_t offset,
                                                              std::size_t bytes,
                                                              bool big_endian) const {
    if (offset > file_.size() || file_.size() - offset < bytes) {
      return std::nullopt;
    }
    std::uint32_t number = 0;
    for (std::size_t byte = 0; byte < bytes; ++byte) {
      number = number << 8U | file_[offset + (big_endian ? byte : bytes - 1 - byte)];
    }
    return number;
  }

  [[nodiscard]] constexpr std::optional<Table> Find(std::uint32_t type) const {
    const auto count = Number(4, 4, false);
    for (std::uint32_t entry = 0; count.has_value() && entry < *count && entry < 64; ++entry) {
      if (Number(8 + 16 * entry, 4, false) != type) {
        continue;
      }
      const auto start = Number(8 + 16 * entry + 12, 4, false);
      const auto format = start.has_value() ? Number(*start, 4, false) : std::nullopt;
      if (!format.has_value()) {
        return std::nullopt;
      }
      return Table{.start = *start,
                   .big_endian = (*format & 4U) != 0,
                   .leftmost_is_highest = (*format & 8U) != 0,
                   .compressed = (*format & 0x100U) != 0,
                   .row_bytes = 1U << (*format & 3U)};
    }
    return std::nullopt;
  }

  constexpr bool FindTables() {
    const auto metrics = Find(kMetrics);
    const auto bitmaps = Find(kBitmaps);
    const auto encodings = Find(kEncodings);
    if (!metrics.has_value() || !bitmaps.has_value() || !encodings.has_value() ||
        !metrics->compressed || !bitmaps->leftmost_is_highest) {
      return false;
    }
    metrics_ = *metrics;
    bitmaps_ = *bitmaps;
    encodings_ = *encodings;
    return ReadRange(4, low_bytes_) && ReadRange(8, high_bytes_);
  }

  constexpr bool ReadRange(std::uint32_t offset, Range& range) const {
    const auto first = Number(encodings_.start + offset, 2, encodings_.big_endian);
    const auto last = Number(encodings_.start + offset + 2, 2, encodings_.big_endian);
    if (!first.has_value() || !last.has_value() || *first > *last || *last > 0xFF) {
      return false;
    }
    range = {.first = *first, .last = *last};
    return true;
  }

  // Each metric is one byte over 0x80: bearings, advance, ascent and descent.
  [[nodiscard]] constexpr bool AllMetricsAre8x16() const {
    constexpr std::array<std::uint8_t, 5> kWanted = {0x80, 0x88, 0x88, 0x8C, 0x84};
    const auto count = Number(metrics_.start + 4, 2, metrics_.big_endian);
    const std::uint64_t data = std::uint64_t{metrics_.start} + 6;
    if (!count.has_value() || data + std::uint64_t{*count} * 5 > file_.size()) {
      return false;
    }
    for (std::uint64_t byte = 0; byte < std::uint64_t{*count} * 5; ++byte) {
      if (file_[data + byte] != kWanted[byte % 5]) {
        return false;
      }
    }
    return true;
  }

  std::span<const std::uint8_t> file_;
  Table metrics_;
  Table bitmaps_;
  Table encodings_;
  Range low_bytes_;
  Range high_bytes_;
};

}  // namespace starkernel::hal::screen
