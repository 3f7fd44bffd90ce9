#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>

#include "src/base/span_copy_unsafe.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/utf8.h"

/// What an editor does to the 16 lines of 64 characters of a block. Places are counted from the
/// first character of the block.
namespace starkernel::forthvm::screen_text {

using Screen = std::span<char>;

[[nodiscard]] constexpr std::size_t LineStart(std::size_t place) {
  return place - place % layout::kScreenWidth;
}

/// The columns that a line is shown in: one for each character, and for each byte that is none.
[[nodiscard]] constexpr std::size_t Columns(std::string_view line) {
  std::size_t columns = 0;
  for (; !line.empty(); ++columns) {
    line.remove_prefix(utf8::DecodeFirst(line).size);
  }
  return columns;
}

/// Blanks the line from the place on.
inline void EraseToLineEnd(Screen screen, std::size_t place) {
  std::ranges::fill(screen.subspan(place, layout::kScreenWidth - place % layout::kScreenWidth),
                    ' ');
}

/// Takes the line out; those below move up, and the last is blank.
inline void DeleteLine(Screen screen, std::size_t place) {
  const Screen rest = screen.subspan(LineStart(place));
  CopyInto(rest, rest.subspan(layout::kScreenWidth));
  EraseToLineEnd(screen, screen.size() - layout::kScreenWidth);
}

/// Puts a blank line there; those from it on move down, and the last is lost.
inline void InsertLine(Screen screen, std::size_t place) {
  const Screen rest = screen.subspan(LineStart(place));
  CopyInto(rest.subspan(layout::kScreenWidth), rest.first(rest.size() - layout::kScreenWidth));
  EraseToLineEnd(screen, LineStart(place));
}

}  // namespace starkernel::forthvm::screen_text
