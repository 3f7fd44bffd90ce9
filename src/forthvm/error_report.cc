#include "src/forthvm/error_report.h"

#include <algorithm>
#include <cstddef>
#include <ranges>
#include <span>
#include <string_view>
#include <utility>

#include "src/base/format.h"
#include "src/base/quantities.h"
#include "src/base/text_writer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/character.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/evaluated_strings.h"
#include "src/forthvm/fault.h"
#include "src/forthvm/input_source.h"
#include "src/forthvm/shown_text.h"
#include "src/forthvm/throw_code.h"
#include "src/forthvm/traceback.h"
#include "src/forthvm/utf8.h"
#include "src/forthvm/vm_state.h"

namespace starkernel::forthvm {
namespace {

/// The line of a block, from 0 on as LIST shows it, of the name that was parsed last. Behind the
/// last character nothing has a line of its own.
std::size_t ScreenLineOf(const InputSource& block) {
  return std::min(block.name_begin, layout::kBlockSize.value() - 1) / layout::kScreenWidth;
}

/// Where in its line, in characters from 1, the name stands that was parsed last. A block has lines
/// of the screen's width.
std::size_t ColumnOf(const VmState& vm, const InputSource& source) {
  std::string_view before = vm.memory.TextIfThere(source.text, ByteCount(source.name_begin));
  if (source.kind == SourceKind::kBlock) {
    before.remove_prefix(std::min(before.size(), ScreenLineOf(source) * layout::kScreenWidth));
  }
  return 1 + utf8::Columns(before);
}

bool HasPlace(const InputSource& source) {
  return source.kind == SourceKind::kFile || source.kind == SourceKind::kBlock;
}

/// A file or block with line and column.
void WritePlace(const VmState& vm, const InputSource& source, TextWriter& text) {
  if (source.kind == SourceKind::kFile) {
    WriteShown(source.file_name.view(), text);
    Format(text, ":{}:{}", source.line, ColumnOf(vm, source));
  } else {
    Format(text, "block {}:{}:{}", source.block, ScreenLineOf(source), ColumnOf(vm, source));
  }
}

/// The innermost file or block, if one is being read.
void WriteLocation(const VmState& vm, TextWriter& text) {
  for (const InputSource& source : std::views::reverse(vm.sources.items())) {
    if (HasPlace(source)) {
      WritePlace(vm, source, text);
      text.Text(": ");
      return;
    }
  }
}

/// Those around it, from which it is being interpreted.
void WriteIncluders(const VmState& vm, TextWriter& text) {
  bool is_outer = false;
  for (const InputSource& source : std::views::reverse(vm.sources.items())) {
    if (HasPlace(source) && std::exchange(is_outer, true)) {
      text.Text("  from ");
      WritePlace(vm, source, text);
      text.Line();
    }
  }
}

/// The column of a line that was typed, unless nothing of it is left to be read.
void WriteTypedColumn(const VmState& vm, TextWriter& text) {
  const std::span<const InputSource> sources = vm.sources.items();
  if (std::ranges::any_of(sources, HasPlace)) {
    return;
  }
  const InputSource& typed = sources.front();
  const Cell parsed =
      sources.size() > 1 ? typed.suspended_to_in : vm.memory.SystemCell(layout::kToIn);
  const std::string_view line = vm.memory.TextIfThere(typed.text, typed.length);
  if (!std::ranges::all_of(line.substr(std::min(Unsigned(parsed), line.size())), IsBlank)) {
    Format(text, "  at column {}\n", ColumnOf(vm, typed));
  }
}

void WriteMeaning(const Fault& fault, TextWriter& text) {
  const std::string_view message = ThrowMessage(fault.code);
  if (fault.code == static_cast<Cell>(ThrowCode::kAbortString) && !fault.detail.empty()) {
    WriteShown(fault.detail.view(), text);
    return;
  }
  text.Text(message.empty() ? "uncaught exception" : message);
  if (!fault.detail.empty()) {
    WriteShown(fault.detail.view(), text.Text(": "));
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
  WriteIncluders(vm, text);
  WriteTraceback(vm, text);
  WriteEvaluatedStrings(vm, text);
  WriteTypedColumn(vm, text);
}

}  // namespace starkernel::forthvm
