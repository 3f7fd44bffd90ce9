#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "src/base/text_buffer.h"
#include "src/base/text_writer.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/output.h"
#include "src/forthvm/shown_text.h"
#include "src/forthvm/utf8.h"

namespace starkernel::forthvm {

/// Writes names below each other: each begins at a multiple of kColumn, in rows of at most kWidth
/// columns, so that a terminal of 80 does not break them. A name that is wider takes more columns,
/// or a row of its own.
class NameColumns {
 public:
  static constexpr std::size_t kWidth = 79;
  static constexpr std::size_t kColumn = 10;

  /// `output` must outlive this; `used` columns of its row are taken.
  NameColumns(Output& output [[clang::lifetimebound]], std::size_t used)
      : output_(output), used_(std::min(used, kWidth)) {}

  void Write(std::string_view name) {
    // A byte is four characters at most.
    TextBuffer<4 * kMaximumNameLength> shown;
    TextWriter text(shown);
    WriteShown(name, text);
    const std::size_t width = utf8::Columns(shown.view());
    // A blank at least parts it from the one before.
    std::size_t begin = used_ == 0 ? 0 : (used_ + kColumn) / kColumn * kColumn;
    if (used_ != 0 && begin + width > kWidth) {
      output_.Write("\n");
      begin = 0;
      used_ = 0;
    }
    for (; used_ < begin; ++used_) {
      output_.Write(" ");
    }
    output_.Write(shown.view());
    used_ += width;
  }

  [[nodiscard]] std::size_t used() const { return used_; }

 private:
  Output& output_;
  std::size_t used_;
};

}  // namespace starkernel::forthvm
