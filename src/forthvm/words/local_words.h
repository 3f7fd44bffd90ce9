#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "src/base/text_writer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/compiler.h"
#include "src/forthvm/input.h"
#include "src/forthvm/local_names.h"
#include "src/forthvm/storage_keeper.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/range_pieces.h"
#include "src/forthvm/words/source_words.h"

/// Locals. They lie on the return stack below what a definition parks there, where only the
/// instructions for them reach; a return, a THROW and QUIT drop them.
namespace starkernel::forthvm::local_words {

/// How many locals an instruction makes without a value from the stack is in its upper half.
inline constexpr unsigned kUninitialisedShift = 16;

/// Moves items from the stack to new locals, the deepest first; further ones are zero.
inline Status MakeLocals(VmState& vm, Instruction instruction) {
  const auto counts = static_cast<std::uint32_t>(instruction.operand);
  const std::size_t initialised = counts & ((1U << kUninitialisedShift) - 1);
  const std::size_t uninitialised = counts >> kUninitialisedShift;
  if (!vm.data.HasItems(initialised)) {
    return vm.Throw(instruction, ThrowCode::kStackUnderflow);
  }
  if (vm.returns.depth() != vm.return_base) {
    return vm.Throw(ThrowCode::kReturnStackImbalance, "items are parked before locals are made");
  }
  if (!vm.returns.HasRoom(0, initialised + uninitialised) &&
      !vm.Enlarge(StoragePart::kReturnStack, vm.returns.depth() + initialised + uninitialised)) {
    return vm.Throw(instruction, ThrowCode::kReturnStackOverflow);
  }
  for (const Cell value : vm.data.items().last(initialised)) {
    vm.returns.Push(value);
  }
  vm.data.Drop(initialised);
  for (std::size_t count = 0; count < uninitialised; ++count) {
    vm.returns.Push(0);
  }
  vm.local_count += static_cast<std::uint32_t>(initialised + uninitialised);
  vm.return_base = static_cast<std::uint32_t>(vm.returns.depth());
  return Status::kNext;
}

/// A handler for a body that gets at a local, which a program may have jumped past making.
template <auto kBody>
Status WithLocal(VmState& vm, Instruction instruction) {
  const auto place = static_cast<std::uint32_t>(instruction.operand);
  if (place >= vm.local_count) [[unlikely]] {
    return vm.Throw(ThrowCode::kInvalidName, "a local that was not made");
  }
  kBody(vm, vm.returns.items()[vm.return_base - vm.local_count + place]);
  return Status::kNext;
}
inline void Fetch(VmState& vm, Cell& local) { vm.data.Push(local); }
inline void Store(VmState& vm, Cell& local) { local = vm.data.Pop(); }

/// Names a local of the open definition.
inline Status NameLocal(VmState& vm, std::string_view name) {
  if (vm.control.depth() != vm.open.control_base) {
    return vm.Throw(ThrowCode::kControlMismatch, "locals inside a control structure");
  }
  if (name.size() > kMaximumLocalName) {
    return vm.Throw(ThrowCode::kNameTooLong, name);
  }
  if (vm.local_names.Find(name, vm.open.local_base).has_value()) {
    vm.Throw(ThrowCode::kInvalidName, name);
    TextWriter(vm.fault.detail).Text(" is a local of this definition already");
    return Status::kThrow;
  }
  return vm.local_names.Add(name).ok() ||
                 (vm.Enlarge(StoragePart::kLocalNames) && vm.local_names.Add(name).ok())
             ? Status::kNext
             : vm.ThrowFull(ThrowCode::kDictionaryOverflow, "too many locals", kMaximumLocals);
}

/// Compiles making the locals named since the last time, `initialised` of them from the stack.
inline Status CompileLocals(VmState& vm, std::size_t initialised) {
  const std::size_t uninitialised = vm.local_names.size() - vm.open.local_start - initialised;
  vm.open.local_start = vm.local_names.size();
  return initialised + uninitialised == 0
             ? Status::kNext
             : Emit(vm, Make(Opcode::kMakeLocals,
                             static_cast<std::int32_t>(initialised |
                                                       (uninitialised << kUninitialisedShift))));
}

/// Compiles locals the first of which takes the top of the stack.
inline Status CompileTopFirst(VmState& vm) {
  vm.local_names.ReverseFrom(vm.open.local_start);
  return CompileLocals(vm, vm.local_names.size() - vm.open.local_start);
}

/// (LOCAL): a name, or with no characters the end of the names.
inline Status LocalMessage(VmState& vm, Instruction instruction) {
  std::string_view name;
  const Status status = range_pieces::Beginning(vm, instruction, vm.data.Top(1), vm.data.Top(),
                                                ByteCount(kMaximumLocalName + 1), name);
  if (status != Status::kNext) {
    return status;
  }
  vm.data.Drop(2);
  return name.empty() ? CompileTopFirst(vm) : NameLocal(vm, name);
}

/// The next name of a declaration, or kExecute: it stands in another line, or far behind blanks.
/// Throws -16 if the source ends before `end`.
inline Status ParseInDeclaration(VmState& vm, Instruction instruction, std::string_view end,
                                 std::string_view& name) {
  vm.fuel -= 1;
  if (SkipBlankPiece(vm)) {
    return vm.Execute(instruction);
  }
  name = ParseName(vm);
  if (!name.empty()) {
    return Status::kNext;
  }
  bool found = false;
  if (const Status status = source_words::RefillSource(vm, found); status != Status::kNext) {
    return status;
  }
  if (found) {
    return vm.Execute(instruction);
  }
  vm.Throw(ThrowCode::kZeroLengthName, end);
  TextWriter(vm.fault.detail).Text(" is missing before the end of the source");
  return Status::kThrow;
}

/// Takes one name and comes again.
inline Status LocalsBar(VmState& vm, Instruction instruction) {
  std::string_view name;
  if (const Status status = ParseInDeclaration(vm, instruction, "|", name);
      status != Status::kNext) {
    return status;
  }
  if (name == "|") {
    return CompileTopFirst(vm);
  }
  const Status status = NameLocal(vm, name);
  return status == Status::kNext ? vm.Execute(instruction) : status;
}

/// What {: has come to: inputs | uninitialised -- outputs :}, of which the outputs are a comment.
enum class DeclarationPart : std::uint8_t { kInputs, kUninitialised, kOutputs };

/// Takes one name and comes again; the instruction knows the part and how many inputs there are.
inline Status BraceColon(VmState& vm, Instruction instruction) {
  constexpr unsigned kInputsShift = 2;
  auto part = static_cast<DeclarationPart>(instruction.note & ((1U << kInputsShift) - 1));
  unsigned inputs = instruction.note >> kInputsShift;
  std::string_view name;
  if (const Status status = ParseInDeclaration(vm, instruction, ":}", name);
      status != Status::kNext) {
    return status;
  }
  if (name == ":}") {
    return CompileLocals(vm, inputs);
  }
  if (name == "--") {
    part = DeclarationPart::kOutputs;
  } else if (part == DeclarationPart::kInputs && name == "|") {
    part = DeclarationPart::kUninitialised;
  } else if (part != DeclarationPart::kOutputs) {
    if (const Status status = NameLocal(vm, name); status != Status::kNext) {
      return status;
    }
    inputs += part == DeclarationPart::kInputs ? 1 : 0;
  }
  instruction.note =
      static_cast<std::uint16_t>(static_cast<unsigned>(part) | (inputs << kInputsShift));
  return vm.Execute(instruction);
}

inline constexpr std::array kWords{
    Word{"(LOCAL)", Compiling<Checked<2, 0, LocalMessage>>, "( c-addr u -- )",
         "Name a local of the definition being compiled; u of 0 ends the names, the first of which "
         "takes the top of the stack.",
         kCompileOnly},
    Word{"LOCALS|", Compiling<LocalsBar>, "( \"name...|\" -- ) ( run: x*i -- )",
         "Make locals, the first of which takes the top of the stack.", kCompiler},
    Word{"{:", Compiling<BraceColon>, "( \"name... | name... -- text :}\" -- ) ( run: x*i -- )",
         "Make locals, the last of which takes the top of the stack; those behind | are 0.",
         kCompiler},
};

}  // namespace starkernel::forthvm::local_words
