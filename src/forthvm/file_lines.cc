#include "src/forthvm/file_lines.h"

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/result.h"
#include "src/base/span_copy_unsafe.h"
#include "src/base/text_writer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/handler.h"
#include "src/forthvm/input.h"
#include "src/forthvm/input_source.h"
#include "src/forthvm/line_end.h"
#include "src/forthvm/open_file.h"
#include "src/forthvm/throw_code.h"
#include "src/forthvm/vm_state.h"

namespace starkernel::forthvm {
namespace {

Status ThrowUnreadable(VmState& vm, std::string_view why) {
  vm.Throw(ThrowCode::kFileIo, vm.sources.Top().file_name.view());
  TextWriter(vm.fault.detail).Text(", ").Text(why);
  return Status::kThrow;
}

Status ThrowLongLine(VmState& vm) {
  ++vm.sources.Top().line;
  vm.sources.Top().name_begin = 0;
  return vm.ThrowFull(ThrowCode::kStringOverflow, "the line has too many characters",
                      layout::kLineSize.value());
}

/// What some editors put in front of a text in UTF-8; it belongs to no line.
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::size_t SizeOfMark(ByteCount start, std::span<const char> text) {
  const bool has_mark = start == ByteCount(0) && std::string_view(text).starts_with(kByteOrderMark);
  return has_mark ? kByteOrderMark.size() : 0;
}

/// The line number stays at the last line, for errors about the file's end.
void EndOfFile(VmState& vm) {
  vm.sources.Top().length = ByteCount(0);
  vm.memory.SetSystemCell(layout::kToIn, 0);
}

}  // namespace

Status ReadFileLine(VmState& vm, bool& found) {
  found = false;
  InputSource& source = vm.sources.Top();
  const Result<OpenFile*> file = vm.files.Find(source.file);
  if (!file.ok()) {
    return ThrowUnreadable(vm, "it was closed while it was interpreted");
  }
  if (const Status there = BringLineBuffer(vm); there != Status::kNext) {
    return there;
  }
  OpenFile& open = *file.value();
  const ByteCount start = open.position;
  std::array<char, kByteOrderMark.size() + layout::kLineSize.value() + kLongestLineEnd> read{};
  const Result<std::size_t> count = vm.files.Read(open, std::as_writable_bytes(std::span(read)));
  if (!count.ok()) {
    return ThrowUnreadable(vm, ErrorName(count.error()));
  }
  const std::span<const char> all = std::span<const char>(read).first(count.value());
  const std::size_t mark = SizeOfMark(start, all);
  const std::span<const char> text = all.subspan(mark);
  if (text.empty()) {
    EndOfFile(vm);
    return Status::kNext;
  }
  const LineEnd end = FindLineEnd(std::string_view(text), layout::kLineSize.value());
  open.position = start + ByteCount(mark + end.taken);
  if (!end.is_complete) {
    return ThrowLongLine(vm);
  }
  found = true;
  source.line_position = start;
  const ByteCount length(end.length);
  CopyInto(vm.memory.Characters(LineBuffer(vm), length), text.first(end.length));
  SetLine(vm, LineBuffer(vm), length);
  vm.ChargeLength(end.length);
  return Status::kNext;
}

}  // namespace starkernel::forthvm
