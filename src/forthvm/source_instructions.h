#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "src/base/error.h"
#include "src/base/format.h"
#include "src/base/ids.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/forthvm/branch_instructions.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/compiler.h"
#include "src/forthvm/definition.h"
#include "src/forthvm/execution_records.h"
#include "src/forthvm/file_lines.h"
#include "src/forthvm/hot_lookup.h"
#include "src/forthvm/input.h"
#include "src/forthvm/input_source.h"
#include "src/forthvm/number_base.h"
#include "src/forthvm/number_text.h"
#include "src/forthvm/storage_keeper.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/words/double_words.h"
#include "src/forthvm/words/range_pieces.h"
#include "src/forthvm/words/string_words.h"
#include "src/storage/file_access.h"
#include "src/storage/file_name.h"

/// The steps of the outer interpreter, which itself is code of the VM instance (see
/// system_code.h).
namespace starkernel::forthvm::source_instructions {

/// Pushes or compiles a number of one or two cells.
inline Status TakeNumber(VmState& vm, const NumberParse& number, Instruction instruction) {
  const bool is_double = number.kind == NumberParse::Kind::kDouble;
  if (!vm.compiling) {
    const std::size_t cells = is_double ? 2 : 1;
    if (!vm.data.HasRoom(0, cells) &&
        !vm.Enlarge(StoragePart::kDataStack, vm.data.depth() + cells)) {
      return vm.Throw(ThrowCode::kStackOverflow, "a number");
    }
    vm.data.Push(Signed(number.value.low));
    if (is_double) {
      vm.data.Push(Signed(number.value.high));
    }
    return Status::kNext;
  }
  if (const Status room = RequireRoomToCompile(vm, instruction, 4); room != Status::kNext) {
    return room;
  }
  const Status status = EmitLiteral(vm, Signed(number.value.low));
  return is_double ? EmitLiteral(vm, Signed(number.value.high)) : status;
}

inline Status InterpretNumber(VmState& vm, std::string_view token, Instruction instruction) {
  unsigned base = 10;
  if (const Status status = ReadBase(vm, base); status != Status::kNext) {
    return status;
  }
  const NumberParse number = ParseNumber(token, base);
  switch (number.kind) {
    case NumberParse::Kind::kNone: return vm.Throw(ThrowCode::kUndefinedWord, token);
    case NumberParse::Kind::kOutOfRange: return vm.Throw(ThrowCode::kResultOutOfRange, token);
    case NumberParse::Kind::kSingle:
    case NumberParse::Kind::kDouble: return TakeNumber(vm, number, instruction);
  }
}

/// Whether the open definition has a local of that name, and which.
inline bool FindLocal(const VmState& vm, std::string_view token, std::size_t& place) {
  if (vm.local_names.empty() || !vm.compiling) [[likely]] {
    return false;
  }
  const std::optional<std::size_t> found = vm.local_names.Find(token, vm.open.local_base);
  place = found.value_or(vm.open.local_base) - vm.open.local_base;
  return found.has_value();
}

inline Status InterpretWord(VmState& vm, WordId word, Instruction instruction) {
  const WordHeader& header = vm.dictionary.Header(word);
  const Instruction meaning = vm.dictionary.InstructionFor(word);
  if (vm.compiling && !header.Has(WordFlag::kImmediate)) {
    return RequireRoomToCompile(vm, meaning, 1) == Status::kNext ? Emit(vm, meaning)
                                                                 : Status::kThrow;
  }
  if (!vm.compiling && header.Has(WordFlag::kCompileOnly)) {
    return vm.Throw(meaning, ThrowCode::kCompileOnly);
  }
  static_cast<void>(instruction);
  return vm.Execute(meaning);
}

/// What a CATCH in an earlier token learned explains nothing that this one throws.
inline Status InterpretToken(VmState& vm, Instruction instruction) {
  vm.fault.code = 0;
  vm.fault.detail.Clear();
  if (SkipBlankPiece(vm)) {
    return vm.Execute(instruction);
  }
  const std::string_view token = ParseName(vm);
  if (token.empty()) {
    // The end, or a page that has gone.
    const InputSource& source = vm.sources.Top();
    const GuestAddr rest = UnparsedAddress(vm);
    const Status there = vm.Readable(instruction, rest, source.text + source.length - rest);
    if (there != Status::kNext) {
      return there;
    }
    branch_instructions::Branch(vm, instruction);
    return Status::kNext;
  }
  if (std::size_t place = 0; FindLocal(vm, token, place)) {
    return Emit(vm, Make(Opcode::kLocalFetch, static_cast<std::int32_t>(place)));
  }
  const WordId word = vm.finds_by_heat ? FindByHeat(vm, token) : vm.dictionary.Find(token);
  return word != kNoWord ? InterpretWord(vm, word, instruction)
                         : InterpretNumber(vm, token, instruction);
}

inline Status TerminalRefill(VmState& vm, Instruction) {
  bool found = false;
  const Status status = ReadTerminalLine(vm, found);
  return status == Status::kNext && !found ? Status::kBye : status;
}
inline Status FileRefill(VmState& vm, Instruction instruction) {
  bool found = false;
  const Status status = ReadFileLine(vm, found);
  if (status == Status::kNext && !found) {
    branch_instructions::Branch(vm, instruction);
  }
  return status;
}

/// The rest of a string is asked for as it is interpreted.
inline Status OpenStringSource(VmState& vm, Instruction instruction) {
  std::string_view beginning;
  if (const Status status = range_pieces::Beginning(vm, instruction, vm.data.Top(1), vm.data.Top(),
                                                    range_pieces::kPiece, beginning);
      status != Status::kNext) {
    return status;
  }
  const Status status =
      OpenString(vm, AddressIn(vm.data.Top(1)), ByteCount(Unsigned(vm.data.Top())));
  if (status == Status::kNext) {
    vm.data.Drop(2);
  }
  return status;
}

/// Interprets a file by name: -38 if there is none, -37 if it cannot be read.
inline Status OpenNamed(VmState& vm, std::string_view written) {
  const std::string_view name = storage::WithoutHere(written);
  const Result<Cell> file = vm.OpenNamedFile(name, storage::FileAccess::kRead);
  if (file.ok()) {
    const Status status = PushFile(vm, file.value());
    vm.sources.Top().is_included = vm.sources.Top().is_included || status == Status::kNext;
    return status;
  }
  if (file.error() == Error::kNotFound) {
    return vm.Throw(ThrowCode::kFileNotFound, name);
  }
  const bool is_name = file.error() != Error::kInvalidArgument;
  vm.Throw(is_name ? ThrowCode::kFileIo : ThrowCode::kFileNotFound, name);
  TextWriter(vm.fault.detail)
      .Text(", ")
      .Text(is_name ? ErrorName(file.error()) : "which no file can be called");
  return Status::kThrow;
}
inline Status OpenFileSource(VmState& vm, Instruction instruction) {
  constexpr ByteCount kLongest(storage::kLongestFileName);
  const Cell length = vm.data.Top();
  std::string_view name;
  Status status = range_pieces::Beginning(vm, instruction, vm.data.Top(1), length, kLongest, name);
  if (status == Status::kNext) {
    const bool is_name = length != 0 && ByteCount(Unsigned(length)) <= kLongest;
    status = is_name ? OpenNamed(vm, name)
                     : vm.ThrowRange(ThrowCode::kFileNotFound, "the name's length is", length, 1,
                                     Signed(kLongest.value()));
  }
  if (status == Status::kNext) {
    vm.data.Drop(2);
  }
  return status;
}

/// A file that the program has opened itself.
inline Status OpenFileNumber(VmState& vm, Instruction instruction) {
  const Cell number = vm.data.Top();
  if (!vm.files.Find(number).ok()) {
    vm.Throw(ThrowCode::kFileIo, vm.NameOf(instruction));
    TextWriter text(vm.fault.detail);
    Format(text, ": no open file has the number {}", number);
    return Status::kThrow;
  }
  vm.data.Drop();
  return PushFile(vm, number);
}

/// Drops the name and branches if the file was interpreted before, or is being interpreted.
inline Status BranchIfIncluded(VmState& vm, Instruction instruction) {
  std::string_view name;
  const Status status =
      string_words::NameText(vm, instruction, vm.data.Top(1), vm.data.Top(), name);
  name = storage::WithoutHere(name);
  if (status != Status::kNext) {
    return status;
  }
  const bool is_being_read =
      std::ranges::any_of(vm.sources.items(), [name](const InputSource& source) {
        return source.is_included && source.file_name.view() == name;
      });
  vm.ChargeLength(vm.included.capacity());
  if (is_being_read || vm.included.Contains(name)) {
    vm.data.Drop(2);
    branch_instructions::Branch(vm, instruction);
  }
  return Status::kNext;
}
inline Status OpenStartup(VmState& vm, Instruction instruction) {
  if (vm.startup_files.empty()) {
    branch_instructions::Branch(vm, instruction);
    return Status::kNext;
  }
  const std::string_view name = vm.startup_files.front();
  vm.startup_files = vm.startup_files.subspan(1);
  return OpenNamed(vm, name);
}
inline Status Close(VmState& vm, Instruction) { return CloseSource(vm); }

inline void ReadyPrompt(VmState& vm, Instruction) {
  vm.in_startup = false;
  if (vm.host->HasPrompt()) {
    vm.output.FreshLine();
    vm.output.Write("ok\n");
  }
}
inline void LinePrompt(VmState& vm, Instruction) {
  vm.output.SeparateWord();
  vm.output.Write(vm.compiling ? "compiled\n" : "ok\n");
}

/// Empties everything but the data stack. In a start-up file there is no prompt to go to yet:
/// the next start-up file follows.
inline void QuitReset(VmState& vm, Instruction) {
  vm.output.FreshLine();
  vm.returns.SetDepth(0);
  vm.loops.SetDepth(0);
  vm.frames.SetDepth(0);
  vm.exceptions.SetDepth(0);
  vm.SetRegisters({.return_position = vm.position});
  AbandonDefinition(vm);
  vm.SetCompiling(false);
  TruncateSources(vm, 1);
  if (vm.in_startup) {
    vm.position = vm.startup_position;
  }
}

}  // namespace starkernel::forthvm::source_instructions
