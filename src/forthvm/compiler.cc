#include "src/forthvm/compiler.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/base/result.h"
#include "src/base/span_copy_unsafe.h"
#include "src/base/text_writer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/input_source.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/open_definition.h"
#include "src/forthvm/shown_text.h"
#include "src/forthvm/storage_keeper.h"
#include "src/forthvm/throw_code.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {
namespace {

Status ThrowDictionaryFull(VmState& vm, Error error) {
  return error == Error::kCapacity
             ? vm.ThrowFull(ThrowCode::kDictionaryOverflow, "word headers are used up",
                            vm.dictionary.word_capacity())
             : vm.ThrowFull(ThrowCode::kDictionaryOverflow, "name characters are used up",
                            vm.dictionary.name_capacity());
}

/// Adds a word, with more storage if need be.
Result<WordId> AddEnlarging(VmState& vm, std::string_view name) {
  Result<WordId> added = vm.dictionary.Add(name);
  if (!added.ok() && added.error() == Error::kCapacity && vm.Enlarge(StoragePart::kWords)) {
    added = vm.dictionary.Add(name);
  }
  if (!added.ok() && added.error() == Error::kOutOfMemory &&
      vm.Enlarge(StoragePart::kNames, vm.dictionary.names_used() + name.size())) {
    added = vm.dictionary.Add(name);
  }
  return added;
}

}  // namespace

Status RequireNoDefinition(VmState& vm, std::string_view name) {
  return vm.open.word == kNoWord ? Status::kNext : vm.Throw(ThrowCode::kCompilerNesting, name);
}

Status Allot(VmState& vm, Cell size) {
  if (size < 0) {
    if (Unsigned(-(size + 1)) + 1 > (vm.here - layout::kDataSpace).value()) {
      return vm.ThrowRange(ThrowCode::kInvalidArgument, "ALLOT of", size,
                           -Signed((vm.here - layout::kDataSpace).value()),
                           Signed((vm.heap.begin() - vm.here).value()));
    }
    vm.here = GuestAddr(vm.here.value() + Unsigned(size));
    return Status::kNext;
  }
  if (Unsigned(size) > (vm.heap.begin() - vm.here).value()) {
    return vm.ThrowFull(ThrowCode::kDictionaryOverflow, "data space is used up",
                        vm.heap.begin().value());
  }
  vm.here += ByteCount(Unsigned(size));
  return Status::kNext;
}

// A program may name its words as it likes, and its output is its own.
void WarnIfRedefined(VmState& vm, std::string_view name) {
  if (vm.sources.Top().kind == SourceKind::kTerminal &&
      vm.dictionary.FindNameIn(vm.dictionary.current(), name) != HeaderIndex(0)) {
    TextWriter text(vm.output);
    WriteShown(name, text.Text("redefined "));
    text.Text(" ");
  }
}

Status AddWord(VmState& vm, std::string_view name, WordId& word) {
  if (name.size() > kMaximumNameLength) {
    return vm.Throw(ThrowCode::kNameTooLong, name.substr(0, kMaximumNameLength));
  }
  const Result<WordId> added = AddEnlarging(vm, name);
  if (!added.ok()) {
    return ThrowDictionaryFull(vm, added.error());
  }
  word = added.value();
  vm.dictionary.OwnHeader(word).data_start = vm.here;
  return Status::kNext;
}

Status CreateWord(VmState& vm, std::string_view name, Opcode kind, Cell value) {
  if (const Status checked = RequireNoDefinition(vm, name); checked != Status::kNext) {
    return checked;
  }
  if (name.empty()) {
    return vm.Throw(ThrowCode::kZeroLengthName, {});
  }
  WordId word;
  if (const Status added = AddWord(vm, name, word); added != Status::kNext) {
    return added;
  }
  WarnIfRedefined(vm, name);
  WordHeader& header = vm.dictionary.OwnHeader(word);
  header.opcode = static_cast<std::uint16_t>(kind);
  header.value = value;
  vm.dictionary.Reveal(word);
  vm.latest = word;
  return Status::kNext;
}

Status CreateWordlist(VmState& vm, std::string_view name, WordId& wordlist) {
  if (const Status checked = RequireNoDefinition(vm, name); checked != Status::kNext) {
    return checked;
  }
  if (const Status added = AddWord(vm, name, wordlist); added != Status::kNext) {
    return added;
  }
  WordHeader& header = vm.dictionary.OwnHeader(wordlist);
  header.opcode = static_cast<std::uint16_t>(Opcode::kVocabulary);
  header.Set(WordFlag::kWordlist);
  if (!name.empty()) {
    WarnIfRedefined(vm, name);
    vm.latest = wordlist;
  }
  vm.dictionary.Reveal(wordlist);
  return Status::kNext;
}

Status RequireRoomToCompile(VmState& vm, Instruction instruction, std::size_t count) {
  if (vm.open.word == kNoWord) {
    return vm.Throw(instruction, ThrowCode::kCompileOnly);
  }
  if (vm.code.here() - vm.open.code_start + count > kMostInstructions) {
    return vm.ThrowFull(ThrowCode::kDictionaryOverflow, "a definition has too many instructions",
                        kMostInstructions);
  }
  if (!vm.code.HasRoom(count) && !vm.Enlarge(StoragePart::kCode, vm.code.own_count() + count)) {
    return vm.ThrowFull(ThrowCode::kDictionaryOverflow, "code instructions are used up",
                        vm.code.capacity());
  }
  return Status::kNext;
}

Status Emit(VmState& vm, Instruction instruction) {
  if (const Status room = RequireRoomToCompile(vm, instruction, 1); room != Status::kNext) {
    return room;
  }
  vm.code.Append(instruction);
  return Status::kNext;
}

Status EmitLiteral(VmState& vm, Cell value, LiteralNote note) {
  constexpr Cell kLowest = std::numeric_limits<std::int32_t>::min();
  constexpr Cell kHighest = std::numeric_limits<std::int32_t>::max();
  if (value >= kLowest && value <= kHighest) {
    return Emit(vm, Make(Opcode::kLiteral, static_cast<std::int32_t>(value), note));
  }
  const Instruction low = Make(Opcode::kWideLiteral, static_cast<std::int32_t>(value), note);
  if (const Status room = RequireRoomToCompile(vm, low, 2); room != Status::kNext) {
    return room;
  }
  vm.code.Append(low);
  vm.code.Append(Make(Opcode::kLiteral, static_cast<std::int32_t>(value >> 32)));
  return Status::kNext;
}

Status EmitString(VmState& vm, Instruction instruction, std::string_view text, bool counted) {
  if (counted && text.size() > 255) {
    return vm.ThrowFull(ThrowCode::kStringOverflow, "a counted string is too long", 255);
  }
  if (const Status room = RequireRoomToCompile(vm, instruction, 6); room != Status::kNext) {
    return room;
  }
  const GuestAddr start = vm.here;
  const Cell prefix = counted ? 1 : 0;
  const Cell size = static_cast<Cell>(text.size()) + prefix;
  if (const Status allotted = Allot(vm, size); allotted != Status::kNext) {
    return allotted;
  }
  if (const Status there = vm.Writable(instruction, start, ByteCount(Unsigned(size)));
      there != Status::kNext) {
    vm.here = start;
    return there;
  }
  if (counted) {
    vm.memory.Bytes(start, ByteCount(1)).front() = static_cast<std::byte>(text.size());
  }
  const GuestAddr first = start + ByteCount(Unsigned(prefix));
  CopyInto(vm.memory.Characters(first, ByteCount(text.size())), text);
  EmitLiteral(vm, CellOf(first), LiteralNote::kString);
  return EmitLiteral(vm, static_cast<Cell>(text.size()));
}

}  // namespace starkernel::forthvm
