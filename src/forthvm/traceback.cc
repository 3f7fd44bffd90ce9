#include "src/forthvm/traceback.h"

#include <cstddef>
#include <cstdint>
#include <ranges>
#include <string_view>

#include "src/base/format.h"
#include "src/base/text_writer.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/execution_records.h"
#include "src/forthvm/shown_text.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {
namespace {

/// Whether the code of `outer` has `inner` in it.
bool Encloses(const WordHeader& outer, const WordHeader& inner) {
  return inner.code_start >= outer.code_start &&
         inner.code_start - outer.code_start < outer.code_length;
}

/// The definition with a name that a quotation stands in, or index 0: between the two are only
/// other quotations.
HeaderIndex DefinitionAround(const VmState& vm, HeaderIndex quotation) {
  const WordHeader& inner = vm.dictionary.Header(quotation);
  for (std::uint32_t index = quotation.value() - 1; index >= vm.system_end.value(); --index) {
    const WordHeader& header = vm.dictionary.Header(HeaderIndex(index));
    if (header.name_length != 0) {
      return header.OwnsCode() && Encloses(header, inner) ? HeaderIndex(index) : HeaderIndex(0);
    }
  }
  return HeaderIndex(0);
}

class Traceback {
 public:
  Traceback(const VmState& vm, TextWriter& text) : vm_(vm), text_(text) {}

  /// The next outer definition.
  void Add(HeaderIndex word) {
    if (word < vm_.system_end) {
      return;
    }
    if (word != word_) {
      WriteLine();
      word_ = word;
    }
    ++calls_;
  }
  void Finish() {
    WriteLine();
    if (left_out_ > 0) {
      Format(text_, "  ... {} more\n", left_out_);
    }
  }

 private:
  void WriteLine() {
    if (calls_ > 0 && lines_ == kTracebackLines) {
      left_out_ += calls_;
    } else if (calls_ > 0) {
      ++lines_;
      text_.Text("  in ");
      WriteName();
      if (calls_ > 1) {
        Format(text_, ", {} calls", calls_);
      }
      text_.Line();
    }
    calls_ = 0;
  }
  void WriteName() {
    if (const std::string_view name = vm_.dictionary.Name(word_); !name.empty()) {
      WriteShown(name, text_);
    } else if (const HeaderIndex around = DefinitionAround(vm_, word_); around != HeaderIndex(0)) {
      WriteShown(vm_.dictionary.Name(around), text_.Text("a quotation in "));
    } else {
      text_.Text("a word without a name");
    }
  }

  const VmState& vm_;
  TextWriter& text_;
  HeaderIndex word_{0};  ///< The word whose calls are counted.
  std::size_t calls_ = 0;
  std::size_t lines_ = 0;
  std::size_t left_out_ = 0;
};

}  // namespace

void WriteTraceback(const VmState& vm, TextWriter& text) {
  Traceback traceback(vm, text);
  traceback.Add(vm.current_word);
  for (const Frame& frame : std::views::reverse(vm.frames.items())) {
    traceback.Add(HeaderIndex(frame.caller_word));
  }
  traceback.Finish();
}

}  // namespace starkernel::forthvm
