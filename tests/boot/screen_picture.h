#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace starkernel::tests {

/// What one place of a picture of the screen shows.
struct PictureCell {
  char32_t character = U' ';
  std::uint32_t foreground = 0;  ///< 0xRRGGBB; that of the background in a place of one colour.
  std::uint32_t background = 0;

  friend bool operator==(const PictureCell&, const PictureCell&) = default;
};

/// A picture of the screen, taken apart into the characters of the kernel's font.
class ScreenPicture {
 public:
  /// Reads a picture in the format that QEMU writes (binary PPM, 8 bits a channel). Every place has
  /// to show a glyph in one colour on another; the error names the first that does not.
  [[nodiscard]] static std::expected<ScreenPicture, std::string> Read(std::string_view file);

  [[nodiscard]] std::size_t rows() const { return cells_.size(); }
  [[nodiscard]] const std::vector<PictureCell>& Row(std::size_t row) const
      [[clang::lifetimebound]] {
    return cells_.at(row);
  }

  /// What a row shows, without the blanks at its end.
  [[nodiscard]] std::u32string Text(std::size_t row) const;

  /// The last row that shows anything; 0 if none does.
  [[nodiscard]] std::size_t LastRow() const;

  /// The first row that shows `text` and nothing else; rows() if none does.
  [[nodiscard]] std::size_t Find(std::u32string_view text) const;

 private:
  std::vector<std::vector<PictureCell>> cells_;
};

}  // namespace starkernel::tests
