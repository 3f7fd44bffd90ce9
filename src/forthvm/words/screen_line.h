#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>

#include "src/base/span_copy_unsafe.h"
#include "src/forthvm/utf8.h"

namespace starkernel::forthvm {

/// A line of a screen as an editor sees it: bytes that are characters in UTF-8, each shown in one
/// column. The line is never empty and keeps its size in bytes, so that one with longer characters
/// has fewer of them. Places are counted in bytes from the line's beginning.
class ScreenLine {
 public:
  /// `text` must outlive this.
  explicit ScreenLine(std::span<char> text [[clang::lifetimebound]]) : text_(text) {}

  /// The column, from 0 on, of the character that the byte at `place` belongs to.
  [[nodiscard]] std::size_t ColumnAt(std::size_t place) const {
    std::size_t column = 0;
    for (std::size_t behind = SizeAt(0); behind <= place; behind += SizeAt(behind)) {
      ++column;
    }
    return column;
  }

  /// Where the character of that column begins, or the last one if there are fewer.
  [[nodiscard]] std::size_t PlaceOf(std::size_t column) const {
    std::size_t place = 0;
    for (; column > 0 && place + SizeAt(place) < text_.size(); --column) {
      place += SizeAt(place);
    }
    return place;
  }

  /// The bytes of the character that begins at `place`, and 1 behind the last.
  [[nodiscard]] std::size_t SizeAt(std::size_t place) const {
    const std::string_view rest = std::string_view(text_).substr(place);
    return rest.empty() ? 1 : utf8::DecodeFirst(rest).size;
  }

  /// Puts `character` in the place of the one that begins at `place`. What stands behind moves by
  /// as much as it is longer or shorter; false, with nothing done, if anything but blanks would be
  /// moved out of the line.
  [[nodiscard]] bool Replace(std::size_t place, std::string_view character) {
    const std::span<char> rest = text_.subspan(place + SizeAt(place));
    const std::size_t room = text_.size() - place;
    if (character.size() > room) {
      return false;
    }
    const std::size_t kept = std::min(room - character.size(), rest.size());
    if (!std::ranges::all_of(rest.subspan(kept), [](char byte) { return byte == ' '; })) {
      return false;
    }
    CopyInto(text_.subspan(place + character.size()), rest.first(kept));
    CopyInto(text_.subspan(place), character);
    std::ranges::fill(text_.subspan(place + character.size() + kept), ' ');
    return true;
  }

  /// Takes out the character that begins at `place`; what stands behind moves left.
  void Erase(std::size_t place) {
    const std::span<char> rest = text_.subspan(place + SizeAt(place));
    CopyInto(text_.subspan(place), rest);
    std::ranges::fill(text_.subspan(place + rest.size()), ' ');
  }

 private:
  std::span<char> text_;
};

}  // namespace starkernel::forthvm
