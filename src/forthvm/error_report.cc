#include "src/forthvm/error_report.h"

#include <algorithm>
#include <cstddef>
#include <ranges>
#include <string_view>

#include "src/base/format.h"
#include "src/base/text_writer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/execution_records.h"
#include "src/forthvm/fault.h"
#include "src/forthvm/input_source.h"
#include "src/forthvm/throw_code.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {
namespace {

/// The innermost file and its line, if a file is being read.
void WriteLocation(const VmState& vm, TextWriter& text) {
  for (const InputSource& source : std::views::reverse(vm.sources.items())) {
    if (source.kind == SourceKind::kFile) {
      Format(text, "{}:{}: ", source.file_name.view(), source.line);
      return;
    }
  }
}

void WriteMeaning(const Fault& fault, TextWriter& text) {
  const std::string_view message = ThrowMessage(fault.code);
  if (fault.code == static_cast<Cell>(ThrowCode::kAbortString) && !fault.detail.empty()) {
    text.Text(fault.detail.view());
    return;
  }
  text.Text(message.empty() ? "uncaught exception" : message);
  if (!fault.detail.empty()) {
    text.Text(": ").Text(fault.detail.view());
  }
}

/// Writes the definitions that have yet to return, a line for as many calls in a row as are of
/// one word.
class Traceback {
 public:
  Traceback(const VmState& vm, TextWriter& text) : vm_(&vm), text_(&text) {}

  /// The next outer definition; those that came with the VM instance are left out.
  void Add(HeaderIndex word) {
    if (word < vm_->system_end) {
      return;
    }
    if (word != word_) {
      WriteLine();
      word_ = word;
    }
    ++calls_;
  }
  void WriteLine() {
    if (calls_ == 0) {
      return;
    }
    if (lines_ < kTracebackLines) {
      ++lines_;
      const std::string_view name = vm_->dictionary.Name(word_);
      text_->Text("  in ").Text(name.empty() ? "a word without a name" : name);
      if (calls_ > 1) {
        Format(*text_, ", {} calls", calls_);
      }
      text_->Line();
    } else {
      left_out_ += calls_;
    }
    calls_ = 0;
  }
  void Finish() {
    WriteLine();
    if (left_out_ > 0) {
      Format(*text_, "  ... {} more\n", left_out_);
    }
  }

 private:
  const VmState* vm_;
  TextWriter* text_;
  HeaderIndex word_{0};
  std::size_t calls_ = 0;
  std::size_t lines_ = 0;
  std::size_t left_out_ = 0;
};

/// One definition alone is what was typed, or what a file says at the line of the report.
void WriteTraceback(const VmState& vm, TextWriter& text) {
  const auto is_programs = [&vm](const Frame& frame) {
    return HeaderIndex(frame.caller_word) >= vm.system_end;
  };
  if (vm.current_word < vm.system_end ? std::ranges::count_if(vm.frames.items(), is_programs) < 2
                                      : std::ranges::none_of(vm.frames.items(), is_programs)) {
    return;
  }
  Traceback traceback(vm, text);
  traceback.Add(vm.current_word);
  for (const Frame& frame : std::views::reverse(vm.frames.items())) {
    traceback.Add(HeaderIndex(frame.caller_word));
  }
  traceback.Finish();
}

}  // namespace

void ReportFault(VmState& vm) {
  vm.output.FreshLine();
  if (vm.fault.code == static_cast<Cell>(ThrowCode::kAbort)) {
    return;
  }
  TextWriter text(vm.output);
  WriteLocation(vm, text);
  text.Text("? ");
  WriteMeaning(vm.fault, text);
  Format(text, " (THROW {})\n", vm.fault.code);
  WriteTraceback(vm, text);
}

}  // namespace starkernel::forthvm
