#include "tests/boot/screen_picture.h"

#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <span>
#include <system_error>

#include "src/hal/screen/font.h"

namespace starkernel::tests {
namespace {

using hal::screen::kGlyphHeight;
using hal::screen::kGlyphWidth;
using Bitmap = std::array<std::uint8_t, kGlyphHeight>;

const std::map<Bitmap, char32_t>& Glyphs() {
  static const std::map<Bitmap, char32_t> glyphs = [] {
    std::map<Bitmap, char32_t> all;
    for (char32_t character = 0x20; character < 0x2600; ++character) {
      const hal::screen::GlyphIndex glyph = hal::screen::GlyphOf(character);
      if (glyph != hal::screen::kReplacementGlyph) {
        Bitmap bitmap{};
        std::ranges::copy(hal::screen::RowsOf(glyph), bitmap.begin());
        all.try_emplace(bitmap, character);
      }
    }
    return all;
  }();
  return glyphs;
}

// The pixels of a PPM file.
struct Pixels {
  std::size_t width = 0;
  std::size_t height = 0;
  std::string_view bytes;

  [[nodiscard]] std::uint32_t At(std::size_t line, std::size_t column) const {
    const std::size_t offset = 3 * (line * width + column);
    const auto channel = [&](std::size_t index) {
      return std::uint32_t{static_cast<std::uint8_t>(bytes.at(offset + index))};
    };
    return channel(0) << 16U | channel(1) << 8U | channel(2);
  }
};

// Takes a number and the one character behind it.
std::optional<std::size_t> TakeNumber(std::string_view& text) {
  const std::string_view digits = text.substr(0, text.find_first_of(" \n"));
  std::size_t number = 0;
  const auto [stop, error] = std::from_chars(digits.begin(), digits.end(), number);
  if (error != std::errc() || stop != digits.end() || digits.size() == text.size()) {
    return std::nullopt;
  }
  text.remove_prefix(digits.size() + 1);
  return number;
}

std::optional<Pixels> ReadPpm(std::string_view file) {
  if (!file.starts_with("P6\n")) {
    return std::nullopt;
  }
  file.remove_prefix(3);
  const auto width = TakeNumber(file);
  const auto height = TakeNumber(file);
  const auto most = TakeNumber(file);
  if (!width || !height || most != 255U || file.size() != 3 * *width * *height) {
    return std::nullopt;
  }
  return Pixels{.width = *width, .height = *height, .bytes = file};
}

// The cell whose upper left pixel is at `line` and `column`; nothing if it shows no glyph.
std::optional<PictureCell> CellAt(const Pixels& pixels, std::size_t line, std::size_t column) {
  const std::uint32_t background = pixels.At(line, column);
  std::uint32_t foreground = background;
  Bitmap bitmap{};
  for (std::size_t row = 0; row < kGlyphHeight; ++row) {
    for (std::size_t pixel = 0; pixel < kGlyphWidth; ++pixel) {
      const std::uint32_t color = pixels.At(line + row, column + pixel);
      if (color == background) {
        continue;
      }
      if (foreground != background && foreground != color) {
        return std::nullopt;
      }
      foreground = color;
      bitmap.at(row) = static_cast<std::uint8_t>(bitmap.at(row) | 0x80U >> pixel);
    }
  }
  if (const auto found = Glyphs().find(bitmap); found != Glyphs().end()) {
    return PictureCell{
        .character = found->second, .foreground = foreground, .background = background};
  }
  // The upper left pixel may belong to the glyph.
  for (std::uint8_t& row : bitmap) {
    row = static_cast<std::uint8_t>(~row);
  }
  if (const auto found = Glyphs().find(bitmap); found != Glyphs().end()) {
    return PictureCell{
        .character = found->second, .foreground = background, .background = foreground};
  }
  return std::nullopt;
}

}  // namespace

std::expected<ScreenPicture, std::string> ScreenPicture::Read(std::string_view file) {
  const auto pixels = ReadPpm(file);
  if (!pixels) {
    return std::unexpected("not a whole picture in the format PPM");
  }
  ScreenPicture picture;
  for (std::size_t row = 0; row < pixels->height / kGlyphHeight; ++row) {
    std::vector<PictureCell>& cells = picture.cells_.emplace_back();
    for (std::size_t column = 0; column < pixels->width / kGlyphWidth; ++column) {
      const auto cell = CellAt(*pixels, row * kGlyphHeight, column * kGlyphWidth);
      if (!cell) {
        return std::unexpected("no glyph of the font in row " + std::to_string(row) + ", column " +
                               std::to_string(column));
      }
      cells.push_back(*cell);
    }
  }
  return picture;
}

std::u32string ScreenPicture::Text(std::size_t row) const {
  std::u32string text;
  for (const PictureCell& cell : Row(row)) {
    text += cell.character;
  }
  text.resize(text.find_last_not_of(U' ') + 1);
  return text;
}

std::size_t ScreenPicture::LastRow() const {
  std::size_t last = 0;
  for (std::size_t row = 0; row < rows(); ++row) {
    last = Text(row).empty() ? last : row;
  }
  return last;
}

std::size_t ScreenPicture::Find(std::u32string_view text) const {
  std::size_t row = 0;
  while (row < rows() && Text(row) != text) {
    ++row;
  }
  return row;
}

}  // namespace starkernel::tests
