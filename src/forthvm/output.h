#pragma once

#include <string_view>

#include "src/base/text_writer.h"

namespace starkernel::forthvm {

/// A VM instance's output, which knows how its last line stands.
class Output final : public TextWriter::Sink {
 public:
  /// `sink` must outlive the output.
  explicit Output(TextWriter::Sink& sink) : sink_(&sink) {}

  void Write(std::string_view text) override {
    if (!text.empty()) {
      last_ = text.back();
      sink_->Write(text);
    }
  }

  /// Ends the line unless nothing was written on it.
  void FreshLine() {
    if (last_ != '\n') {
      Write("\n");
    }
  }

  /// Writes a space unless what stands before is a blank already.
  void SeparateWord() {
    if (last_ != '\n' && last_ != ' ') {
      Write(" ");
    }
  }

 private:
  TextWriter::Sink* sink_;
  char last_ = '\n';
};

}  // namespace starkernel::forthvm
