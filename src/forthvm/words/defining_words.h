#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/ids.h"
#include "src/forthvm/call_instructions.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/compiler.h"
#include "src/forthvm/definition.h"
#include "src/forthvm/input.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/memory_words.h"
#include "src/forthvm/words/range_pieces.h"

/// Words that make words.
namespace starkernel::forthvm::defining_words {

inline Status Colon(VmState& vm, Instruction) { return BeginDefinition(vm, ParseName(vm)); }
inline Status NoName(VmState& vm, Instruction) {
  const Status status = BeginAnonymousDefinition(vm);
  if (status == Status::kNext) {
    vm.data.Push(vm.open.word.value());
  }
  return status;
}
/// What was allotted while compiling, strings too, leaves data space aligned (6.1.0460).
inline Status Semicolon(VmState& vm, Instruction instruction) {
  const Status status = memory_words::AlignHere(vm, instruction);
  return status == Status::kNext ? FinishDefinition(vm) : status;
}

inline Status Create(VmState& vm, Instruction instruction) {
  const Status status = memory_words::AlignHere(vm, instruction);
  return status == Status::kNext ? CreateWord(vm, ParseName(vm), Opcode::kCreated, CellOf(vm.here))
                                 : status;
}

/// Makes a word with `size` zeroed bytes of data, in pieces: the word comes when they are there.
inline Status CreateZeroed(VmState& vm, Instruction instruction, Cell size) {
  if (const Status status = memory_words::AlignHere(vm, instruction); status != Status::kNext) {
    return status;
  }
  const GuestAddr data = vm.here;
  if (const Status status = Allot(vm, size); status != Status::kNext) {
    return status;
  }
  vm.here = data;
  const ByteCount length(Unsigned(size));
  const ByteCount before = range_pieces::Before(instruction);
  const ByteCount piece = range_pieces::PieceOf(length - before);
  std::span<std::byte> bytes;
  if (const Status status =
          range_pieces::PieceToWrite(vm, instruction, CellOf(data + before), piece, bytes);
      status != Status::kNext) {
    return status;
  }
  std::ranges::fill(bytes, std::byte{0});
  if (before + piece < length) {
    return range_pieces::NextPiece(vm, instruction);
  }
  const Status status = CreateWord(vm, ParseName(vm), Opcode::kCreated, CellOf(data));
  if (status == Status::kNext) {
    vm.dictionary.OwnHeader(vm.latest).data_start = data;
    vm.here = data + length;
  }
  return status;
}
template <Cell kSize>
Status Variable(VmState& vm, Instruction instruction) {
  return CreateZeroed(vm, instruction, kSize);
}
inline Status Buffer(VmState& vm, Instruction instruction) {
  const Cell size = vm.data.Top();
  if (size < 0) {
    return vm.ThrowRange(ThrowCode::kInvalidArgument, "BUFFER: of", size, 0,
                         Signed((vm.heap.begin() - vm.here).value()));
  }
  const Status status = CreateZeroed(vm, instruction, size);
  if (status == Status::kNext) {
    vm.data.Drop();
  }
  return status;
}

template <Opcode kKind>
Status Constant(VmState& vm, Instruction) {
  const Status status = CreateWord(vm, ParseName(vm), kKind, vm.data.Top());
  if (status == Status::kNext) {
    vm.data.Drop();
  }
  return status;
}
template <Opcode kKind>
Status DoubleConstant(VmState& vm, Instruction) {
  const Status status = CreateWord(vm, ParseName(vm), kKind, vm.data.Top(1));
  if (status == Status::kNext) {
    vm.dictionary.OwnHeader(vm.latest).second_value = vm.data.Top();
    vm.data.Drop(2);
  }
  return status;
}
inline Status Defer(VmState& vm, Instruction) {
  return CreateWord(vm, ParseName(vm), Opcode::kDeferred, 0);
}

/// The word of that name: -16 for an empty name, -13 if it is not known.
inline Status FindWord(VmState& vm, std::string_view name, WordId& word) {
  if (name.empty()) {
    return vm.Throw(ThrowCode::kZeroLengthName, {});
  }
  word = vm.dictionary.Find(name);
  return word == kNoWord ? vm.Throw(ThrowCode::kUndefinedWord, name) : Status::kNext;
}
inline Status ParseWord(VmState& vm, std::string_view& name, WordId& word) {
  name = ParseName(vm);
  return FindWord(vm, name, word);
}

/// An instruction on a word's header, now or when the definition is executed.
inline Status NowOrLater(VmState& vm, Opcode opcode, WordId word) {
  const Instruction instruction = Make(opcode, vm.dictionary.InstructionFor(word).operand);
  return vm.compiling ? Emit(vm, instruction) : vm.Execute(instruction);
}

/// TO: a local, or a word made by VALUE or 2VALUE; -32 for any other.
inline Status To(VmState& vm, Instruction) {
  const std::string_view name = ParseName(vm);
  if (vm.compiling) {
    const auto local = vm.local_names.Find(name, vm.open.local_base);
    if (local.has_value()) {
      return Emit(
          vm, Make(Opcode::kLocalStore, static_cast<std::int32_t>(*local - vm.open.local_base)));
    }
  }
  WordId word;
  if (const Status status = FindWord(vm, name, word); status != Status::kNext) {
    return status;
  }
  const WordHeader& header = vm.dictionary.Header(word);
  if (header.IsA(Opcode::kValue)) {
    return NowOrLater(vm, Opcode::kStoreValue, word);
  }
  return header.IsA(Opcode::kDoubleValue) ? NowOrLater(vm, Opcode::kStoreDouble, word)
                                          : vm.Throw(ThrowCode::kInvalidName, name);
}

/// IS and ACTION-OF: an instruction on the deferred word named next.
template <Opcode kOpcode>
Status OnDeferred(VmState& vm, Instruction) {
  std::string_view name;
  WordId word;
  if (const Status status = ParseWord(vm, name, word); status != Status::kNext) {
    return status;
  }
  return vm.dictionary.Header(word).IsA(Opcode::kDeferred)
             ? NowOrLater(vm, kOpcode, word)
             : vm.Throw(ThrowCode::kInvalidName, name);
}

inline Status Synonym(VmState& vm, Instruction) {
  if (const Status status = RequireNoDefinition(vm, "SYNONYM"); status != Status::kNext) {
    return status;
  }
  const std::string_view name = ParseName(vm);
  std::string_view old_name;
  WordId meaning;
  if (const Status status = ParseWord(vm, old_name, meaning); status != Status::kNext) {
    return status;
  }
  const Instruction executed = vm.dictionary.InstructionFor(meaning);
  const Status status = CreateWord(vm, name, static_cast<Opcode>(executed.opcode), meaning.value());
  if (status == Status::kNext) {
    vm.dictionary.OwnHeader(vm.latest).Set(WordFlag::kSynonym);
  }
  return status;
}

inline Status QuotationBegin(VmState& vm, Instruction) { return BeginQuotation(vm); }
inline Status QuotationEnd(VmState& vm, Instruction) { return FinishQuotation(vm); }

inline Status MakeImmediate(VmState& vm, Instruction instruction) {
  if (!vm.dictionary.IsWord(vm.latest)) {
    return vm.Throw(instruction, ThrowCode::kInvalidName);
  }
  vm.dictionary.OwnHeader(vm.latest).Set(WordFlag::kImmediate);
  return Status::kNext;
}

inline Status DoesWord(VmState& vm, Instruction) {
  if (vm.control.depth() != vm.open.control_base) {
    return vm.Throw(ThrowCode::kControlMismatch, "a structure is not finished at DOES>");
  }
  // What follows is called for itself, and makes its own locals.
  vm.local_names.Truncate(vm.open.local_base);
  vm.open.local_start = vm.open.local_base;
  const Status status =
      Emit(vm, Make(Opcode::kDoes, static_cast<std::int32_t>(vm.open.does_chain)));
  if (status == Status::kNext) {
    vm.open.does_chain = vm.code.here();
  }
  return status;
}

/// The header of the word with the token on top of the stack: -31 if there is none of `kind`.
inline Status HeaderOnStack(VmState& vm, Instruction instruction, Opcode kind, WordId& word) {
  const Cell token = vm.data.Top();
  if (!vm.IsExecutable(token)) {
    return vm.Throw(instruction, ThrowCode::kNotCreated);
  }
  word = WordId(static_cast<std::uint32_t>(token));
  return vm.dictionary.Header(word).IsA(kind) ? Status::kNext
                                              : vm.Throw(instruction, ThrowCode::kNotCreated);
}
template <Opcode kKind>
Status ValueOf(VmState& vm, Instruction instruction) {
  WordId word;
  const Status status = HeaderOnStack(vm, instruction, kKind, word);
  if (status == Status::kNext) {
    vm.data.Top() = vm.dictionary.Header(word).value;
  }
  return status;
}
inline Status DeferStore(VmState& vm, Instruction instruction) {
  WordId word;
  const Status status = HeaderOnStack(vm, instruction, Opcode::kDeferred, word);
  if (status == Status::kNext) {
    vm.dictionary.OwnHeader(word).value = vm.data.Top(1);
    vm.data.Drop(2);
  }
  return status;
}

inline constexpr std::array kWords{
    Word{":", Colon, "( \"name\" -- )", "Begin a definition."},
    Word{":NONAME", Checked<0, 1, NoName>, "( -- xt )", "Begin a definition without a name."},
    Word{";", Compiling<Semicolon>, "( -- )", "End a definition.", kCompiler},
    Word{"CREATE", Create, "( \"name\" -- ) ( name: -- a-addr )",
         "Make a word that pushes the address of the data space behind it."},
    Word{"DOES>", Compiling<DoesWord>, "( -- ) ( name: i*x a-addr -- j*x )",
         "The latest created word does what follows, with its data address.", kCompiler},
    Word{">BODY", Checked<1, 1, ValueOf<Opcode::kCreated>>, "( xt -- a-addr )",
         "The data address of a created word."},
    Word{"VARIABLE", Variable<8>, "( \"name\" -- ) ( name: -- a-addr )",
         "Make a word with a cell of data, zero at first."},
    Word{"2VARIABLE", Variable<16>, "( \"name\" -- ) ( name: -- a-addr )",
         "Make a word with a pair of cells, zero at first."},
    Word{"BUFFER:", Checked<1, 0, Buffer>, "( u \"name\" -- ) ( name: -- a-addr )",
         "Make a word with u bytes of data, zero at first."},
    Word{"CONSTANT", Checked<1, 0, Constant<Opcode::kConstant>>, "( x \"name\" -- ) ( name: -- x )",
         "Make a word that pushes x."},
    Word{"2CONSTANT", Checked<2, 0, DoubleConstant<Opcode::kDoubleConstant>>,
         "( x1 x2 \"name\" -- ) ( name: -- x1 x2 )", "Make a word that pushes a pair."},
    Word{"VALUE", Checked<1, 0, Constant<Opcode::kValue>>, "( x \"name\" -- ) ( name: -- x )",
         "Make a word that pushes what TO stored last, x at first."},
    Word{"2VALUE", Checked<2, 0, DoubleConstant<Opcode::kDoubleValue>>,
         "( x1 x2 \"name\" -- ) ( name: -- x1 x2 )",
         "Make a word that pushes the pair that TO stored last, x1 and x2 at first."},
    Word{"TO", To, "( x \"name\" -- )",
         "Store x, or a pair, in a word made by VALUE or 2VALUE, or in a local.", kImmediate},
    Word{"DEFER", Defer, "( \"name\" -- )", "Make a word whose meaning IS gives and changes."},
    Word{"IS", OnDeferred<Opcode::kStoreDeferred>, "( xt \"name\" -- )",
         "Give a deferred word the meaning of xt.", kImmediate},
    Word{"ACTION-OF", OnDeferred<Opcode::kActionOf>, "( \"name\" -- xt )",
         "The meaning of the deferred word named next.", kImmediate},
    Word{"DEFER@", Checked<1, 1, ValueOf<Opcode::kDeferred>>, "( xt1 -- xt2 )",
         "The meaning of a deferred word."},
    Word{"DEFER!", Checked<2, 0, DeferStore>, "( xt2 xt1 -- )",
         "Give the deferred word xt1 the meaning of xt2."},
    Word{"SYNONYM", Synonym, "( \"name1\" \"name2\" -- )",
         "Give the word name2 the name name1 too."},
    Word{"[:", QuotationBegin, "( -- )",
         "Begin a definition without a name inside another, or at the prompt.", kImmediate},
    Word{";]", Compiling<QuotationEnd>, "( -- xt )",
         "End what [: began; in a definition xt is pushed when that is executed.", kCompiler},
    Word{"IMMEDIATE", MakeImmediate, "( -- )", "The latest word is executed while compiling too."},
};

}  // namespace starkernel::forthvm::defining_words
