#pragma once

#include <string_view>

#include "src/base/fixed_string.h"
#include "src/base/text_writer.h"

namespace starkernel::hal {

/// Collects text for a file descriptor, which it does not own, until it is flushed or full. Two
/// buffers may be partners: text written to one flushes the other first, so that both come out
/// in the order they were written in.
class OutputBuffer final : public TextWriter::Sink {
 public:
  explicit OutputBuffer(int file) : file_(file) {}

  /// Makes the two partners; both must live equally long.
  static void Pair(OutputBuffer& left, OutputBuffer& right);

  void Write(std::string_view text) override;

  /// Writes out everything. What the descriptor refuses for good is lost.
  void Flush();

 private:
  int file_;
  OutputBuffer* partner_ = nullptr;
  FixedString<8192> text_;
};

}  // namespace starkernel::hal
