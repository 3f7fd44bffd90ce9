#pragma once

#include <string_view>

#include "src/base/quantities.h"
#include "src/base/text_buffer.h"

namespace starkernel::forthvm {

/// A string as S\" has it between its quotes.
class StringSource {
 public:
  /// Nothing longer can be typed in one line.
  static constexpr ByteCount kLongest{960};

  explicit StringSource(std::string_view text);
  [[nodiscard]] std::string_view view() const [[clang::lifetimebound]] { return text_.view(); }
  /// Whether it is short enough, with its escapes.
  [[nodiscard]] bool is_whole() const { return !text_.lost(); }

  /// Whether no word that parses up to a quote could have it.
  [[nodiscard]] static bool HasLineEndOrQuote(std::string_view text);
  /// Whether it needs no escapes: has no quotes, and a terminal shows all of it.
  [[nodiscard]] static bool IsPlain(std::string_view text);

 private:
  TextBuffer<kLongest.value()> text_;
};

}  // namespace starkernel::forthvm
