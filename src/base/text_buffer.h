#pragma once

#include <cstddef>
#include <string_view>

#include "src/base/fixed_string.h"
#include "src/base/text_writer.h"

namespace starkernel {

/// Keeps the first `Capacity` bytes that a TextWriter writes, and whether there were more.
template <std::size_t Capacity>
class TextBuffer final : public TextWriter::Sink {
 public:
  void Write(std::string_view text) override { lost_ = !text_.Append(text).ok() || lost_; }

  [[nodiscard]] std::string_view view() const [[clang::lifetimebound]] { return text_.view(); }
  [[nodiscard]] bool empty() const { return text_.empty(); }

  /// Whether more was written than fits, since it was last cleared.
  [[nodiscard]] bool lost() const { return lost_; }

  void Clear() {
    text_.Clear();
    lost_ = false;
  }

 private:
  FixedString<Capacity> text_;
  bool lost_ = false;
};

}  // namespace starkernel
