#include "src/forthvm/input.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/panic.h"
#include "src/base/span_copy_unsafe.h"
#include "src/base/text_writer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/character.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/handler.h"
#include "src/forthvm/host.h"
#include "src/forthvm/input_source.h"
#include "src/forthvm/throw_code.h"
#include "src/forthvm/vm_state.h"

namespace starkernel::forthvm {
namespace {

/// >IN, which guest code may have set to anything, brought into the line.
std::uint64_t Parsed(const VmState& vm) {
  return std::min(Unsigned(vm.memory.SystemCell(layout::kToIn)), vm.sources.Top().length.value());
}

/// Each level of input has a line buffer of its own.
GuestAddr LineBuffer(const VmState& vm) {
  return layout::kLineBuffers + layout::kLineSize * (vm.sources.depth() - 1);
}

/// Where a token lies in a text: at its end, and empty, if there is none.
struct Token {
  std::size_t begin = 0;
  std::size_t end = 0;
};

Token FirstToken(std::string_view text) {
  const auto begin =
      static_cast<std::size_t>(std::ranges::find_if_not(text, IsBlank) - text.begin());
  const std::string_view rest = text.substr(begin);
  return {.begin = begin,
          .end = begin + static_cast<std::size_t>(std::ranges::find_if(rest, IsBlank) -
                                                  rest.begin())};
}

void SetLine(VmState& vm, GuestAddr text, ByteCount length) {
  InputSource& source = vm.sources.Top();
  source.text = text;
  source.length = length;
  source.name_begin = 0;
  ++source.line;
  vm.memory.SetSystemCell(layout::kToIn, 0);
}

Status PushSource(VmState& vm, SourceKind kind) {
  if (vm.sources.full()) {
    return vm.ThrowFull(ThrowCode::kInputNesting, "no more input sources", vm.sources.capacity());
  }
  vm.sources.Top().suspended_to_in = vm.memory.SystemCell(layout::kToIn);
  vm.sources.Push({.kind = kind});
  vm.memory.SetSystemCell(layout::kToIn, 0);
  return Status::kNext;
}

Status ThrowLongLine(VmState& vm, std::size_t length) {
  ++vm.sources.Top().line;
  vm.sources.Top().name_begin = 0;
  vm.Throw(ThrowCode::kStringOverflow, "the line has ");
  TextWriter(vm.fault.detail)
      .Decimal(length)
      .Text(" characters, the limit is ")
      .Decimal(layout::kLineSize.value());
  return Status::kThrow;
}

}  // namespace

std::string_view UnparsedText(VmState& vm, ByteCount most) {
  const InputSource& source = vm.sources.Top();
  const std::uint64_t parsed = Parsed(vm);
  // A string lies where the program has put it; it ends where a page of it has gone since it was
  // opened, and cannot come again.
  const GuestAddr rest = source.text + ByteCount(parsed);
  const ByteCount length = std::min(source.length - ByteCount(parsed), most);
  if (source.kind == SourceKind::kString) {
    // Four pages that are asked for cost a reduction.
    vm.ChargeLength(length.value() / 1024);
    if (vm.memory.RefusedToRead(rest, length).has_value()) {
      return {};
    }
  }
  return vm.memory.Text(rest, length);
}

std::string_view UnparsedText(VmState& vm) { return UnparsedText(vm, vm.sources.Top().length); }

GuestAddr UnparsedAddress(const VmState& vm) {
  return vm.sources.Top().text + ByteCount(Parsed(vm));
}

void SkipText(VmState& vm, std::size_t count) {
  vm.memory.SetSystemCell(layout::kToIn, Signed(Parsed(vm) + count));
}

std::string_view ParseName(VmState& vm) {
  GuestAddr ignored;
  return ParseName(vm, ignored);
}

std::string_view ParseName(VmState& vm, GuestAddr& address) {
  std::string_view text = UnparsedText(vm, kNearText);
  Token token = FirstToken(text);
  if (token.end == kNearText.value()) {
    // It may go on.
    text = UnparsedText(vm);
    token = FirstToken(text);
  }
  address = UnparsedAddress(vm) + ByteCount(token.begin);
  vm.sources.Top().name_begin = Parsed(vm) + token.begin;
  SkipText(vm, std::min(token.end + 1, text.size()));
  vm.ChargeLength(token.end);
  return text.substr(token.begin, token.end - token.begin);
}

bool SkipBlankPiece(VmState& vm) {
  const InputSource& source = vm.sources.Top();
  if (source.kind != SourceKind::kString || source.length <= kNearText) [[likely]] {
    return false;
  }
  const std::string_view text = UnparsedText(vm, kNearText);
  if (text.size() < kNearText.value() || !std::ranges::all_of(text, IsBlank)) {
    return false;
  }
  SkipText(vm, text.size());
  vm.ChargeLength(text.size());
  return true;
}

std::string_view ParseUntil(VmState& vm, char delimiter) {
  return ParseUntil(vm, std::string_view(std::span<const char, 1>({delimiter})));
}

std::string_view ParseUntil(VmState& vm, std::string_view delimiter) {
  const std::string_view text = UnparsedText(vm);
  const std::size_t length = std::min(text.find(delimiter), text.size());
  SkipText(vm, std::min(length + delimiter.size(), text.size()));
  vm.ChargeLength(length);
  return text.substr(0, length);
}

Status OpenString(VmState& vm, GuestAddr text, ByteCount length) {
  if (const Status pushed = PushSource(vm, SourceKind::kString); pushed != Status::kNext) {
    return pushed;
  }
  SetLine(vm, length.value() == 0 ? layout::kDataSpace : text, length);
  return Status::kNext;
}

Status OpenFile(VmState& vm, std::string_view name, std::span<const char> content) {
  if (const Status pushed = PushSource(vm, SourceKind::kFile); pushed != Status::kNext) {
    return pushed;
  }
  InputSource& source = vm.sources.Top();
  source.text = LineBuffer(vm);
  source.unread = content;
  source.content = content;
  Discard(source.file_name.Assign(name), "messages show as much of it as fits");
  return Status::kNext;
}

Status CloseSource(VmState& vm) {
  const bool is_file = vm.sources.Top().kind == SourceKind::kFile;
  if (is_file && vm.open.word != kNoWord && vm.open.source_depth >= vm.sources.depth()) {
    vm.Throw(ThrowCode::kUnexpectedEndOfFile, "the definition of ");
    TextWriter(vm.fault.detail)
        .Text(vm.open.is_anonymous ? ":NONAME" : vm.dictionary.Name(vm.open.word))
        .Text(" is not finished");
    return Status::kThrow;
  }
  TruncateSources(vm, vm.sources.depth() - 1);
  return Status::kNext;
}

void TruncateSources(VmState& vm, std::size_t depth) {
  if (depth < vm.sources.depth()) {
    vm.sources.SetDepth(depth);
    vm.memory.SetSystemCell(layout::kToIn, vm.sources.Top().suspended_to_in);
  }
}

Status ReadFileLine(VmState& vm, bool& found) {
  InputSource& source = vm.sources.Top();
  found = !source.unread.empty();
  if (!found) {
    // The line number stays at the last line, for errors about the file's end.
    source.length = ByteCount(0);
    vm.memory.SetSystemCell(layout::kToIn, 0);
    return Status::kNext;
  }
  source.line_begin = source.content.size() - source.unread.size();
  const auto end = std::ranges::find(source.unread, '\n');
  std::span<const char> line =
      source.unread.first(static_cast<std::size_t>(end - source.unread.begin()));
  source.unread = source.unread.subspan(std::min(line.size() + 1, source.unread.size()));
  if (!line.empty() && line.back() == '\r') {
    line = line.first(line.size() - 1);
  }
  if (line.size() > layout::kLineSize.value()) {
    return ThrowLongLine(vm, line.size());
  }
  const ByteCount length(line.size());
  CopyInto(vm.memory.Characters(LineBuffer(vm), length), line);
  SetLine(vm, LineBuffer(vm), length);
  vm.ChargeLength(line.size());
  return Status::kNext;
}

Status RereadFileLine(VmState& vm, std::size_t begin, std::uint32_t line, bool& found) {
  InputSource& source = vm.sources.Top();
  found = begin < source.content.size();
  if (!found) {
    return Status::kNext;
  }
  source.unread = source.content.subspan(begin);
  source.line = line - 1;
  return ReadFileLine(vm, found);
}

LineResult::State ReadTerminalLine(VmState& vm) {
  const std::span<char> buffer = vm.memory.Characters(LineBuffer(vm), layout::kLineSize);
  const LineResult line = vm.host->ReadLine(buffer);
  if (line.state == LineResult::State::kLine) {
    Require(line.length <= buffer.size(), "terminal line longer than its buffer");
    SetLine(vm, LineBuffer(vm), ByteCount(line.length));
    // The host has shown what was typed: the answer follows on the same line.
    vm.output.Write(" ");
  }
  return line.state;
}

}  // namespace starkernel::forthvm
