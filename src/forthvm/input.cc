#include "src/forthvm/input.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/panic.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/forthvm/block_buffers.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/character.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/handler.h"
#include "src/forthvm/host.h"
#include "src/forthvm/input_source.h"
#include "src/forthvm/open_file.h"
#include "src/forthvm/storage_keeper.h"
#include "src/forthvm/throw_code.h"
#include "src/forthvm/vm_state.h"

namespace starkernel::forthvm {
namespace {

/// >IN, which guest code may have set to anything, brought into the line.
std::uint64_t Parsed(const VmState& vm) {
  return std::min(Unsigned(vm.memory.SystemCell(layout::kToIn)), vm.sources.Top().length.value());
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
  return {
      .begin = begin,
      .end = begin + static_cast<std::size_t>(std::ranges::find_if(rest, IsBlank) - rest.begin())};
}

/// BLK says what the current input source is.
void ShowBlock(VmState& vm) {
  const InputSource& source = vm.sources.Top();
  vm.memory.SetSystemCell(layout::kBlk,
                          source.kind == SourceKind::kBlock ? Signed(source.block) : 0);
}

Status PushSource(VmState& vm, SourceKind kind) {
  if (vm.sources.full() && !vm.Enlarge(StoragePart::kSources)) {
    return vm.ThrowFull(ThrowCode::kInputNesting, "no more input sources", vm.sources.capacity());
  }
  vm.sources.Top().suspended_to_in = vm.memory.SystemCell(layout::kToIn);
  vm.sources.Push({.kind = kind});
  vm.memory.SetSystemCell(layout::kToIn, 0);
  ShowBlock(vm);
  return Status::kNext;
}

/// The input buffer is the block's own (Forth-2012, 7.3.3).
void BeginBlock(VmState& vm, Cell block, GuestAddr buffer) {
  vm.sources.Top().block = Unsigned(block);
  SetLine(vm, buffer, layout::kBlockSize);
  ShowBlock(vm);
}

/// Whether there is room for the name of the file that was interpreted.
bool NoteIncluded(VmState& vm) {
  const std::string_view name = vm.sources.Top().file_name.view();
  const HeaderIndex end = vm.dictionary.end_index();
  return vm.included.Add(name, end).ok() ||
         (vm.Enlarge(StoragePart::kIncludedNames) && vm.included.Add(name, end).ok());
}

}  // namespace

std::string_view UnparsedText(VmState& vm, ByteCount most, ByteCount skipped) {
  const InputSource& source = vm.sources.Top();
  const ByteCount parsed = std::min(ByteCount(Parsed(vm)) + skipped, source.length);
  // It ends where a page of it has gone since it was opened, and cannot come again.
  const GuestAddr rest = source.text + parsed;
  const ByteCount length = std::min(source.length - parsed, most);
  if (source.kind == SourceKind::kString) {
    // Four pages that are asked for cost a reduction.
    vm.ChargeLength(length.value() / 1024);
  }
  return vm.memory.TextIfThere(rest, length);
}

ByteCount UnparsedLength(const VmState& vm) {
  return vm.sources.Top().length - ByteCount(Parsed(vm));
}

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
  // It may go on behind what is looked at, and be whole from where it begins.
  ByteCount most = kNearText;
  for (int looks = 0; token.end == most.value() && looks < 2 && (looks == 0 || token.begin > 0);
       ++looks) {
    SkipText(vm, token.begin);
    most = kMostParsed;
    text = UnparsedText(vm, most);
    token = FirstToken(text);
  }
  if (token.end == most.value() && token.begin > 0) {
    token.begin = token.end;
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

Status ParseUntil(VmState& vm, char delimiter, std::string_view& text) {
  bool is_whole = false;
  text = ParseSome(vm, delimiter, kMostParsed, is_whole);
  return is_whole ? Status::kNext
                  : vm.ThrowFull(ThrowCode::kStringOverflow, "the text to be parsed is too long",
                                 kMostParsed.value());
}

std::string_view ParseSome(VmState& vm, char delimiter, ByteCount most, bool& is_whole) {
  const std::string_view text = UnparsedText(vm, most + ByteCount(1));
  const std::size_t found = text.find(delimiter);
  const std::size_t length = std::min({found, text.size(), std::size_t{most.value()}});
  is_whole = found != std::string_view::npos || text.size() <= most.value();
  SkipText(vm, length + (found != std::string_view::npos ? 1 : 0));
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

Status PushFile(VmState& vm, Cell file) {
  if (const Status pushed = PushSource(vm, SourceKind::kFile); pushed != Status::kNext) {
    Discard(vm.files.Close(file), "what is thrown is worth more");
    return pushed;
  }
  InputSource& source = vm.sources.Top();
  source.text = LineBuffer(vm);
  source.file = file;
  if (const Result<OpenFile*> open = vm.files.Find(file); open.ok()) {
    source.file_name = open.value()->name;
  }
  return Status::kNext;
}

Status OpenBlock(VmState& vm, Cell block) {
  if (vm.sources.full() && !vm.Enlarge(StoragePart::kSources)) {
    return PushSource(vm, SourceKind::kBlock);
  }
  GuestAddr buffer{};
  if (const Status status = AssignBuffer(vm, block, BlockContents::kRead, buffer);
      status != Status::kNext) {
    return status;
  }
  const Status status = PushSource(vm, SourceKind::kBlock);
  if (status == Status::kNext) {
    BeginBlock(vm, block, buffer);
  }
  return status;
}

Status ReplaceBlock(VmState& vm, Cell block) {
  GuestAddr buffer{};
  const Status status = AssignBuffer(vm, block, BlockContents::kRead, buffer);
  if (status == Status::kNext) {
    BeginBlock(vm, block, buffer);
  }
  return status;
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
  if (vm.sources.Top().is_included && !NoteIncluded(vm)) {
    return vm.ThrowFull(ThrowCode::kDictionaryOverflow, "no room for the names of included files",
                        vm.included.capacity());
  }
  TruncateSources(vm, vm.sources.depth() - 1);
  return Status::kNext;
}

void TruncateSources(VmState& vm, std::size_t depth) {
  if (depth >= vm.sources.depth()) {
    return;
  }
  for (const InputSource& source : vm.sources.items().subspan(depth)) {
    if (source.kind == SourceKind::kFile) {
      Discard(vm.files.Close(source.file), "it was only read; the program may have closed it");
    }
  }
  vm.sources.SetDepth(depth);
  vm.memory.SetSystemCell(layout::kToIn, vm.sources.Top().suspended_to_in);
  ShowBlock(vm);
}

/// Each level of input has a line buffer of its own.
GuestAddr LineBuffer(const VmState& vm) {
  return layout::kLineBuffers + layout::kLineSize * (vm.sources.depth() - 1);
}

void SetLine(VmState& vm, GuestAddr text, ByteCount length) {
  InputSource& source = vm.sources.Top();
  source.text = text;
  source.length = length;
  source.name_begin = 0;
  ++source.line;
  vm.memory.SetSystemCell(layout::kToIn, 0);
}

Status BringLineBuffer(VmState& vm) {
  const auto refused = vm.memory.RefusedToWrite(LineBuffer(vm), layout::kLineSize);
  return refused.has_value() ? vm.ThrowRefused("the line buffer", *refused) : Status::kNext;
}

Status ReadTerminalLine(VmState& vm, bool& found) {
  found = false;
  if (const Status there = BringLineBuffer(vm); there != Status::kNext) {
    return there;
  }
  const std::span<char> buffer = vm.memory.Characters(LineBuffer(vm), layout::kLineSize);
  const LineResult line = vm.host->ReadLine(buffer);
  switch (line.state) {
    case LineResult::State::kPending: return Status::kWait;
    case LineResult::State::kClosed: return Status::kNext;
    case LineResult::State::kTooLong:
      SetLine(vm, LineBuffer(vm), ByteCount(0));
      vm.output.Write(" ");
      return vm.ThrowFull(ThrowCode::kStringOverflow, "the line has too many characters",
                          layout::kLineSize.value());
    case LineResult::State::kLine: break;
  }
  Require(line.length <= buffer.size(), "terminal line longer than its buffer");
  SetLine(vm, LineBuffer(vm), ByteCount(line.length));
  // The host has shown what was typed: the answer follows on the same line.
  vm.output.Write(" ");
  found = true;
  return Status::kNext;
}

}  // namespace starkernel::forthvm
