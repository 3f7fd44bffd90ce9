#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/ids.h"
#include "src/base/span_copy_unsafe.h"
#include "src/forthvm/call_instructions.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/compiler.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/input.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/range_pieces.h"
#include "src/forthvm/words/string_words.h"

/// Words that find words and compile them.
namespace starkernel::forthvm::compiler_words {

/// Parses a name: -16 if there is none, -13 if it is not known.
inline Status ParseKnown(VmState& vm, WordId& word) {
  const std::string_view name = ParseName(vm);
  if (name.empty()) {
    return vm.Throw(ThrowCode::kZeroLengthName, {});
  }
  word = vm.dictionary.Find(name);
  return word == kNoWord ? vm.Throw(ThrowCode::kUndefinedWord, name) : Status::kNext;
}

inline Status Tick(VmState& vm, Instruction) {
  WordId word;
  const Status status = ParseKnown(vm, word);
  if (status == Status::kNext) {
    vm.data.Push(word.value());
  }
  return status;
}
inline Status BracketTick(VmState& vm, Instruction) {
  WordId word;
  const Status status = ParseKnown(vm, word);
  return status == Status::kNext ? EmitLiteral(vm, word.value(), LiteralNote::kToken) : status;
}
inline Status Postpone(VmState& vm, Instruction) {
  WordId word;
  if (const Status status = ParseKnown(vm, word); status != Status::kNext) {
    return status;
  }
  const Instruction meaning = vm.dictionary.InstructionFor(word);
  return vm.dictionary.Header(word).Has(WordFlag::kImmediate)
             ? Emit(vm, meaning)
             : Emit(vm, Make(Opcode::kCompile, meaning.operand));
}
/// COMPILE: whatever the word is, its code is compiled later.
inline Status CompileLater(VmState& vm, Instruction) {
  WordId word;
  const Status status = ParseKnown(vm, word);
  return status == Status::kNext
             ? Emit(vm, Make(Opcode::kCompile, vm.dictionary.InstructionFor(word).operand))
             : status;
}
inline Status BracketCompile(VmState& vm, Instruction) {
  WordId word;
  const Status status = ParseKnown(vm, word);
  return status == Status::kNext ? Emit(vm, vm.dictionary.InstructionFor(word)) : status;
}
inline Status CompileComma(VmState& vm, Instruction) {
  const Cell token = vm.data.Pop();
  if (!vm.IsExecutable(token)) {
    return call_instructions::ExecuteToken(vm, token);
  }
  return Emit(vm, vm.dictionary.InstructionFor(WordId(static_cast<std::uint32_t>(token))));
}
inline Status Literal(VmState& vm, Instruction) { return EmitLiteral(vm, vm.data.Pop()); }
inline Status TwoLiteral(VmState& vm, Instruction) {
  const Cell second = vm.data.Pop();
  EmitLiteral(vm, vm.data.Pop());
  return EmitLiteral(vm, second);
}
/// Copies the string, in pieces, to where data space will be, in an order that suits an overlap.
inline Status StringLiteral(VmState& vm, Instruction instruction) {
  const Cell source = vm.data.Top(1);
  const ByteCount length(Unsigned(vm.data.Top()));
  if (const Status status = range_pieces::Within(vm, instruction, source, length);
      status != Status::kNext) {
    return status;
  }
  const GuestAddr target = vm.here;
  if (const Status status = Allot(vm, vm.data.Top()); status != Status::kNext) {
    return status;
  }
  vm.here = target;
  const ByteCount before = range_pieces::Before(instruction);
  const ByteCount piece = range_pieces::PieceOf(length - before);
  const ByteCount offset = target > AddressIn(source) ? length - before - piece : before;
  std::span<std::byte> from;
  std::span<std::byte> to;
  if (const Status status = range_pieces::PieceToRead(
          vm, instruction, Signed(Unsigned(source) + offset.value()), piece, from);
      status != Status::kNext) {
    return status;
  }
  if (const Status status =
          range_pieces::PieceToWrite(vm, instruction, CellOf(target + offset), piece, to);
      status != Status::kNext) {
    return status;
  }
  CopyInto(to, from);
  if (before + piece < length) {
    return range_pieces::NextPiece(vm, instruction);
  }
  vm.here = target + length;
  vm.data.Drop(2);
  EmitLiteral(vm, CellOf(target), LiteralNote::kString);
  return EmitLiteral(vm, Signed(length.value()));
}

inline void StopCompiling(VmState& vm, Instruction) { vm.SetCompiling(false); }
/// There is nothing to compile into outside a definition.
inline Status StartCompiling(VmState& vm, Instruction) {
  if (vm.open.word == kNoWord) {
    return vm.Throw(ThrowCode::kCompileOnly, "] outside a definition");
  }
  vm.SetCompiling(true);
  return Status::kNext;
}
inline void State(VmState& vm, Instruction) { vm.data.Push(CellOf(layout::kState)); }

/// What FIND and its kin leave of a word: its token and 1 if it is immediate, else -1.
inline void PushFound(VmState& vm, WordId word) {
  vm.data.Push(word.value());
  vm.data.Push(vm.dictionary.Header(word).Has(WordFlag::kImmediate) ? 1 : -1);
}

inline Status Find(VmState& vm, Instruction instruction) {
  const GuestAddr address = AddressIn(vm.data.Top());
  if (!vm.memory.Contains(address, ByteCount(1))) {
    return vm.ThrowAddress(instruction, address, ByteCount(1));
  }
  Cell count = 0;
  if (!vm.memory.LoadByte(address, count)) {
    return vm.ThrowRefused(instruction, address);
  }
  const ByteCount length(Unsigned(count));
  if (const Status there = vm.Readable(instruction, address, length + ByteCount(1));
      there != Status::kNext) {
    return there;
  }
  const WordId word = vm.dictionary.Find(vm.memory.Text(address, length + ByteCount(1)).substr(1));
  if (word == kNoWord) {
    vm.data.Push(0);
    return Status::kNext;
  }
  vm.data.Drop();
  PushFound(vm, word);
  return Status::kNext;
}

inline constexpr std::array kWords{
    Word{"'", Checked<0, 1, Tick>, "( \"name\" -- xt )", "The execution token of a word."},
    Word{"[']", Compiling<BracketTick>, "( \"name\" -- ) ( run: -- xt )",
         "Compile the execution token of a word.", kCompiler},
    Word{"FIND", Checked<1, 2, Find>, "( c-addr -- c-addr 0 | xt 1 | xt -1 )",
         "Look up a counted string; 1 if the word is immediate."},
    Word{"STATE", Checked<0, 1, State>, "( -- a-addr )",
         "A cell that is true while compiling; changing it has no effect."},
    Word{"[", Checked<0, 0, StopCompiling>, "( -- )", "Interpret from now on.", kImmediate},
    Word{"]", Checked<0, 0, StartCompiling>, "( -- )",
         "Compile from now on; only inside a definition."},
    Word{"LITERAL", Compiling<Checked<1, 0, Literal>>, "( x -- ) ( run: -- x )", "Compile x.",
         kCompiler},
    Word{"LIT", nullptr, "( \"number\" -- ) ( run: -- x )",
         "Compile the number that follows: code is no memory that , could put it into.", kCompiler,
         "BL WORD NUMBER DROP POSTPONE LITERAL"},
    Word{"2LITERAL", Compiling<Checked<2, 0, TwoLiteral>>, "( x1 x2 -- ) ( run: -- x1 x2 )",
         "Compile a pair.", kCompiler},
    Word{"SLITERAL", Compiling<Checked<2, 0, StringLiteral>>,
         "( c-addr1 u -- ) ( run: -- c-addr2 u )", "Compile a copy of a string.", kCompiler},
    Word{"POSTPONE", Compiling<Postpone>, "( \"name\" -- )",
         "Compile what compiling the word does.", kCompiler},
    Word{"COMPILE", Compiling<CompileLater>, "( \"name\" -- )",
         "Compile code that compiles the word, immediate or not.", kCompiler},
    Word{"[COMPILE]", Compiling<BracketCompile>, "( \"name\" -- )",
         "Compile a word even if it is immediate.", kCompiler},
    Word{"COMPILE,", Compiling<Checked<1, 0, CompileComma>>, "( xt -- )",
         "Append the word xt to the definition being compiled."},
};

}  // namespace starkernel::forthvm::compiler_words
