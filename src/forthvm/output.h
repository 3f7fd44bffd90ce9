#pragma once

#include <cstdint>
#include <string_view>

#include "src/base/text_writer.h"
#include "src/forthvm/output_cost.h"

namespace starkernel::forthvm {

/// A VM instance's output, which knows how its last line stands, and what it costs.
class Output final : public TextWriter::Sink {
 public:
  /// `sink` must outlive the output.
  explicit Output(TextWriter::Sink& sink) : sink_(&sink) {}

  void Write(std::string_view text) override {
    if (!text.empty()) {
      last_ = text.back();
      sink_->Write(text);
      if (fuel_ != nullptr) {
        *fuel_ -= cost_.Of(text);
      }
    }
  }

  /// What was written for the VM instance elsewhere, as a line, costs as much.
  void ChargeLine(std::string_view text) {
    if (fuel_ != nullptr) {
      *fuel_ -= cost_.Of(text) + cost_.Of("\n");
    }
  }

  /// From now on what is written costs so much of that fuel, which may become a debt by it; until
  /// StopCharging(), before which the fuel must not be moved.
  void ChargeTo(std::int64_t& fuel, OutputCost cost) {
    fuel_ = &fuel;
    cost_ = cost;
  }
  void StopCharging() { fuel_ = nullptr; }

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
  std::int64_t* fuel_ = nullptr;
  OutputCost cost_;
  char last_ = '\n';
};

}  // namespace starkernel::forthvm
