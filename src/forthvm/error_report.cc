#include "src/forthvm/error_report.h"

#include <ranges>
#include <string_view>

#include "src/base/format.h"
#include "src/base/text_writer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/fault.h"
#include "src/forthvm/input_source.h"
#include "src/forthvm/throw_code.h"
#include "src/forthvm/vm_state.h"

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
}

}  // namespace starkernel::forthvm
