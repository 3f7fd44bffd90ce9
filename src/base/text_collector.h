#pragma once

#include <string>
#include <string_view>

#include "src/base/text_writer.h"

namespace starkernel {

/// A sink for tests that keeps what it is given.
class TextCollector final : public TextWriter::Sink {
 public:
  void Write(std::string_view text) override { text_ += text; }
  [[nodiscard]] const std::string& text() const [[clang::lifetimebound]] { return text_; }

 private:
  std::string text_;
};

}  // namespace starkernel
