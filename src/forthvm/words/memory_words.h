#pragma once

#include <array>

#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/compiler.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/arithmetic_words.h"

/// Access to cells and characters of the envelope, and to data space.
namespace starkernel::forthvm::memory_words {

/// A handler for a body that accesses `kSize` bytes at the address on top of the stack. A body that
/// is refused its access says so and has changed nothing. Inlined by force: the compiler does so of
/// its own to no function with a guarded access.
template <std::uint64_t kSize, auto kBody>
[[gnu::always_inline]] inline Status Accessing(VmState& vm, Instruction instruction) {
  const GuestAddr address = AddressIn(vm.data.Top());
  if (!vm.memory.Contains(address, ByteCount(kSize))) [[unlikely]] {
    return vm.ThrowAddress(instruction, address, ByteCount(kSize));
  }
  if (!kBody(vm, address)) [[unlikely]] {
    return vm.ThrowRefused(instruction, address);
  }
  return Status::kNext;
}

[[gnu::always_inline]] inline bool Fetch(VmState& vm, GuestAddr address) {
  return vm.memory.LoadCell(address, vm.data.Top());
}
[[gnu::always_inline]] inline bool Store(VmState& vm, GuestAddr address) {
  const bool stored = vm.memory.StoreCell(address, vm.data.Top(1));
  if (stored) {
    vm.data.Drop(2);
  }
  return stored;
}
[[gnu::always_inline]] inline bool AddStore(VmState& vm, GuestAddr address) {
  const bool added = vm.memory.AddToCell(address, vm.data.Top(1));
  if (added) {
    vm.data.Drop(2);
  }
  return added;
}
[[gnu::always_inline]] inline bool SubtractStore(VmState& vm, GuestAddr address) {
  const bool added = vm.memory.AddToCell(address, arithmetic_words::NegateCell(vm.data.Top(1)));
  if (added) {
    vm.data.Drop(2);
  }
  return added;
}
[[gnu::always_inline]] inline bool CharFetch(VmState& vm, GuestAddr address) {
  return vm.memory.LoadByte(address, vm.data.Top());
}
[[gnu::always_inline]] inline bool CharStore(VmState& vm, GuestAddr address) {
  const bool stored = vm.memory.StoreByte(address, vm.data.Top(1));
  if (stored) {
    vm.data.Drop(2);
  }
  return stored;
}
inline bool TwoFetch(VmState& vm, GuestAddr address) {
  Cell first = 0;
  Cell second = 0;
  if (!vm.memory.LoadCell(address, first) || !vm.memory.LoadCell(address + kCellSize, second)) {
    return false;
  }
  vm.data.Top() = second;
  vm.data.Push(first);
  return true;
}
inline Status TwoStore(VmState& vm, Instruction instruction) {
  const GuestAddr address = AddressIn(vm.data.Top());
  // Both or neither.
  if (const Status there = vm.Writable(instruction, address, kCellSize * 2);
      there != Status::kNext) {
    return there;
  }
  if (!vm.memory.StoreCell(address, vm.data.Top(1)) ||
      !vm.memory.StoreCell(address + kCellSize, vm.data.Top(2))) {
    return vm.ThrowRefused(instruction, address);
  }
  vm.data.Drop(3);
  return Status::kNext;
}

inline void Here(VmState& vm, Instruction) { vm.data.Push(CellOf(vm.here)); }
inline Status AllotWord(VmState& vm, Instruction) {
  const Status status = Allot(vm, vm.data.Top());
  if (status == Status::kNext) {
    vm.data.Drop();
  }
  return status;
}
inline Status Comma(VmState& vm, Instruction instruction) {
  const GuestAddr address = vm.here;
  if (const Status status = Allot(vm, kCellSize.value()); status != Status::kNext) {
    return status;
  }
  if (!vm.memory.StoreCell(address, vm.data.Top())) {
    vm.here = address;
    return vm.ThrowRefused(instruction, address);
  }
  vm.data.Drop();
  return Status::kNext;
}
inline Status CharComma(VmState& vm, Instruction instruction) {
  const GuestAddr address = vm.here;
  if (const Status status = Allot(vm, 1); status != Status::kNext) {
    return status;
  }
  if (!vm.memory.StoreByte(address, vm.data.Top())) {
    vm.here = address;
    return vm.ThrowRefused(instruction, address);
  }
  vm.data.Drop();
  return Status::kNext;
}

constexpr Cell Aligned(Cell value) { return arithmetic_words::Add(value, 7) & ~Cell{7}; }
constexpr Cell CellPlus(Cell value) { return arithmetic_words::Add(value, 8); }
constexpr Cell Cells(Cell value) { return arithmetic_words::Multiply(value, 8); }
constexpr Cell Same(Cell value) { return value; }

inline Status AlignHere(VmState& vm, Instruction) {
  const Cell here = CellOf(vm.here);
  return Allot(vm, Aligned(here) - here);
}
inline void Pad(VmState& vm, Instruction) { vm.data.Push(CellOf(layout::kPad)); }
inline void Unused(VmState& vm, Instruction) {
  vm.data.Push(Signed((vm.heap.begin() - vm.here).value()));
}

inline constexpr std::array kWords{
    Word{"@", Checked<1, 1, Accessing<8, Fetch>>, "( a-addr -- x )", "Read a cell."},
    Word{"!", Checked<2, 0, Accessing<8, Store>>, "( x a-addr -- )", "Write a cell."},
    Word{"+!", Checked<2, 0, Accessing<8, AddStore>>, "( n a-addr -- )", "Add n to a cell."},
    Word{"-!", Checked<2, 0, Accessing<8, SubtractStore>>, "( n a-addr -- )",
         "Subtract n from a cell."},
    Word{"C@", Checked<1, 1, Accessing<1, CharFetch>>, "( c-addr -- char )", "Read a character."},
    Word{"C!", Checked<2, 0, Accessing<1, CharStore>>, "( char c-addr -- )", "Write a character."},
    Word{"2@", Checked<1, 2, Accessing<16, TwoFetch>>, "( a-addr -- x1 x2 )",
         "Read a pair; x2 is at the address, x1 behind it."},
    Word{"2!", Checked<3, 0, TwoStore>, "( x1 x2 a-addr -- )",
         "Write a pair: x2 at the address, x1 behind it."},
    Word{"HERE", Checked<0, 1, Here>, "( -- addr )", "The next free address of data space."},
    Word{"ALLOT", Checked<1, 0, AllotWord>, "( n -- )", "Reserve n bytes of data space."},
    Word{",", Checked<1, 0, Comma>, "( x -- )", "Reserve a cell of data space, holding x."},
    Word{"C,", Checked<1, 0, CharComma>, "( char -- )",
         "Reserve a character of data space, holding char."},
    Word{"ALIGN", AlignHere, "( -- )", "Move HERE up to a multiple of a cell."},
    Word{"ALIGNED", Unary<Aligned>, "( addr -- a-addr )", "Round up to a multiple of a cell."},
    Word{"CELL+", Unary<CellPlus>, "( a-addr1 -- a-addr2 )", "The address of the next cell."},
    Word{"CELLS", Unary<Cells>, "( n1 -- n2 )", "The bytes that n1 cells take."},
    Word{"CHAR+", Unary<arithmetic_words::Increment>, "( c-addr1 -- c-addr2 )",
         "The address of the next character."},
    Word{"CHARS", Unary<Same>, "( n1 -- n2 )", "The bytes that n1 characters take."},
    Word{"PAD", Checked<0, 1, Pad>, "( -- c-addr )", "A scratch area of 1024 characters."},
    Word{"UNUSED", Checked<0, 1, Unused>, "( -- u )", "The bytes left in data space."},
};

}  // namespace starkernel::forthvm::memory_words
