#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

#include "src/base/text_writer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/file_lines.h"
#include "src/forthvm/input.h"
#include "src/forthvm/storage_keeper.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/block_source_words.h"

/// Words over the input source.
namespace starkernel::forthvm::source_words {

inline void ToIn(VmState& vm, Instruction) { vm.data.Push(CellOf(layout::kToIn)); }
inline void Source(VmState& vm, Instruction) {
  vm.data.Push(CellOf(vm.sources.Top().text));
  vm.data.Push(Signed(vm.sources.Top().length.value()));
}
inline void SourceId(VmState& vm, Instruction) {
  switch (vm.sources.Top().kind) {
    case SourceKind::kTerminal: vm.data.Push(0); return;
    case SourceKind::kString: vm.data.Push(-1); return;
    case SourceKind::kFile: vm.data.Push(vm.sources.Top().file); return;
    case SourceKind::kBlock: vm.data.Push(0); return;
  }
}

/// Reads the next line or block of the input source; `found` says whether there is one.
inline Status RefillSource(VmState& vm, bool& found) {
  found = false;
  switch (vm.sources.Top().kind) {
    case SourceKind::kString: return Status::kNext;
    case SourceKind::kFile: return ReadFileLine(vm, found);
    case SourceKind::kBlock: return block_source_words::NextBlock(vm, found);
    case SourceKind::kTerminal: return ReadTerminalLine(vm, found);
  }
}
inline Status Refill(VmState& vm, Instruction) {
  bool found = false;
  const Status status = RefillSource(vm, found);
  if (status == Status::kNext) {
    vm.data.Push(Flag(found));
  }
  return status;
}

/// A comment with -- directly behind a word's name is what HELP and SEE say of its stack effect.
inline void KeepStackComment(VmState& vm, std::string_view text) {
  const HeaderIndex word = vm.dictionary.IndexOf(vm.open.word);
  const bool is_newest = word.value() + 1 == vm.dictionary.end_index().value();
  if (vm.open.word == kNoWord || vm.open.is_anonymous || !is_newest || !text.contains("--") ||
      vm.code.here() != vm.dictionary.Header(word).code_start) {
    return;
  }
  const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
  const std::size_t end = text.find_last_not_of(" \t") + 1;
  const std::string_view comment = text.substr(begin, end - begin);
  const std::size_t wanted = 2 * (vm.dictionary.names_used() + comment.size());
  if (!vm.dictionary.KeepComment(comment) && vm.Enlarge(StoragePart::kNames, wanted)) {
    vm.dictionary.KeepComment(comment);
  }
}

/// Says in which line the comment began that the file's end cuts off.
inline Status ThrowUnclosed(VmState& vm, std::uint32_t lines_read) {
  vm.Throw(ThrowCode::kUnexpectedEndOfFile, "( of line ");
  TextWriter(vm.fault.detail)
      .Decimal(vm.sources.Top().line - std::min(lines_read, vm.sources.Top().line))
      .Text(" has no )");
  return Status::kThrow;
}

/// In a file a comment may go on over several lines; each, and each piece of a longer string, is a
/// point where the VM may be preempted. The instruction counts the lines.
inline Status Parenthesis(VmState& vm, Instruction instruction) {
  const bool closed = UnparsedText(vm, kMostParsed).contains(')');
  bool is_whole = false;
  const std::string_view text = ParseSome(vm, ')', kMostParsed, is_whole);
  if (!is_whole) {
    vm.fuel -= 1;
    return vm.Execute(instruction);
  }
  if (closed) {
    KeepStackComment(vm, text);
  }
  if (closed || vm.sources.Top().kind != SourceKind::kFile) {
    return Status::kNext;
  }
  bool found = false;
  const Status status = ReadFileLine(vm, found);
  if (status != Status::kNext) {
    return status;
  }
  if (!found) {
    return ThrowUnclosed(vm, instruction.note);
  }
  vm.fuel -= 1;
  instruction.note += instruction.note < std::numeric_limits<std::uint16_t>::max() ? 1 : 0;
  return vm.Execute(instruction);
}

/// In a block the line ends with the line of the screen that the last character parsed is in.
inline void Backslash(VmState& vm, Instruction) {
  const std::uint64_t rest = UnparsedLength(vm).value();
  const bool is_block = vm.sources.Top().kind == SourceKind::kBlock;
  SkipText(vm, is_block ? rest % layout::kScreenWidth : rest);
}

inline constexpr std::array kWords{
    Word{">IN", Checked<0, 1, ToIn>, "( -- a-addr )",
         "The cell that counts the characters of the line parsed so far."},
    Word{"SOURCE", Checked<0, 2, Source>, "( -- c-addr u )", "The current input line."},
    Word{"SOURCE-ID", Checked<0, 1, SourceId>, "( -- n )",
         "0 for the terminal or a block, -1 for a string, else an open file."},
    Word{"REFILL", Checked<0, 1, Refill>, "( -- flag )",
         "Read the next line or block of the input source; false if there is none."},
    Word{"(", Parenthesis, "( \"text<paren>\" -- )", "A comment up to the next ).", kImmediate},
    Word{"\\", Checked<0, 0, Backslash>, "( \"text\" -- )", "A comment up to the end of the line.",
         kImmediate},
    Word{"INTERPRET", nullptr, "( i*x -- j*x )", "Interpret the rest of the input line."},
    Word{"EVALUATE", nullptr, "( i*x c-addr u -- j*x )", "Interpret a string."},
    Word{"INCLUDED", nullptr, "( i*x c-addr u -- j*x )", "Interpret the file of that name."},
    Word{"INCLUDE-FILE", nullptr, "( i*x fileid -- j*x )",
         "Interpret the rest of an open file, then close it."},
    Word{
        "REQUIRED", nullptr, "( i*x c-addr u -- i*x )",
        "Interpret the file of that name unless it was before, not counting what came since a word "
        "was made that has been forgotten."},
    Word{"REQUIRE", nullptr, "( i*x \"name\" -- i*x )",
         "Interpret the file named next as REQUIRED does."},
    Word{"INCLUDE", nullptr, "( i*x \"name\" -- j*x )", "Interpret the file named next."},
};

}  // namespace starkernel::forthvm::source_words
