#include "src/forthvm/see/source_layout.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "src/base/text_writer.h"
#include "src/forthvm/shown_text.h"

namespace starkernel::forthvm {

void SourceLayout::Separate(std::size_t size) {
  const bool is_full = column_ + 1 + size > kWidth;
  if (rows_ == Rows::kMany && !is_empty_ && (break_wanted_ || is_full)) {
    sink_.Write("\n");
    column_ = 0;
    // What is too long for a row has the whole of one.
    const std::size_t indent = size > kWidth ? 0 : std::min(level_, kGreatestLevel);
    for (; column_ < 2 * indent; column_ += 2) {
      sink_.Write("  ");
    }
  } else if (!is_empty_) {
    sink_.Write(" ");
    ++column_;
  }
  break_wanted_ = false;
  is_empty_ = false;
}

void SourceLayout::Piece(std::string_view first, std::string_view second, std::string_view third,
                         std::string_view fourth) {
  const std::array parts{first, second, third, fourth};
  std::size_t size = 0;
  for (const std::string_view part : parts) {
    size += part.size();
  }
  Separate(size);
  TextWriter text(sink_);
  for (const std::string_view part : parts) {
    WriteShown(part, text);
  }
  column_ += size;
}

}  // namespace starkernel::forthvm
