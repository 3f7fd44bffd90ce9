#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "src/base/text_writer.h"

namespace starkernel::console {

/// For tests: collects what is echoed.
class StringSink final : public TextWriter::Sink {
 public:
  void Write(std::string_view text) override { text_ += text; }

  /// What was written since the last call.
  std::string Take() { return std::exchange(text_, {}); }

 private:
  std::string text_;
};

}  // namespace starkernel::console
