#pragma once

#include <array>
#include <optional>

#include "src/base/addresses.h"
#include "src/base/span_copy_unsafe.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/guest_heap.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/range_pieces.h"

/// Memory for a while, from the upper end of the envelope. An address that ALLOCATE did not give,
/// or that was freed, is an I/O result, never harm.
namespace starkernel::forthvm::allocation_words {

/// Finding a place looks at the blocks there are.
inline void ChargeSearch(VmState& vm) { vm.ChargeLength(vm.heap.blocks() * sizeof(HeapBlock)); }

inline Cell Result(ThrowCode code) { return static_cast<Cell>(code); }

inline void Allocate(VmState& vm, Instruction) {
  ChargeSearch(vm);
  const std::optional<GuestAddr> block = vm.AllocateBlock(ByteCount(Unsigned(vm.data.Top())));
  vm.data.Top() = block.has_value() ? CellOf(*block) : 0;
  vm.data.Push(block.has_value() ? 0 : Result(ThrowCode::kAllocate));
}

inline void Free(VmState& vm, Instruction) {
  ChargeSearch(vm);
  vm.data.Top() = vm.heap.Free(AddressIn(vm.data.Top())) ? 0 : Result(ThrowCode::kFree);
}

/// Moves the block to where there is room for it, in pieces. Between them the new place is free: it
/// is found again, and an interrupt leaves no block behind that nobody knows.
inline Status Resize(VmState& vm, Instruction instruction) {
  ChargeSearch(vm);
  const GuestAddr address = AddressIn(vm.data.Top(1));
  const ByteCount size(Unsigned(vm.data.Top()));
  if (vm.heap.ResizeInPlace(address, size)) {
    vm.data.Top() = 0;
    return Status::kNext;
  }
  const std::optional<ByteCount> old_size = vm.heap.SizeOf(address);
  const std::optional<GuestAddr> block =
      old_size.has_value() ? vm.AllocateBlock(size) : std::nullopt;
  if (!block.has_value()) {
    vm.data.Top() = Result(ThrowCode::kResize);
    return Status::kNext;
  }
  // A smaller block would have stayed where it was.
  const ByteCount before = range_pieces::Before(instruction);
  const ByteCount piece = range_pieces::PieceOf(*old_size - before);
  if (vm.memory.RefusedToRead(address + before, piece).has_value() ||
      vm.memory.RefusedToWrite(*block + before, piece).has_value()) {
    vm.heap.Free(*block);
    vm.data.Top() = Result(ThrowCode::kResize);
    return Status::kNext;
  }
  CopyInto(vm.memory.Bytes(*block + before, piece), vm.memory.Bytes(address + before, piece));
  vm.ChargeLength(piece.value());
  if (before + piece < *old_size) {
    vm.heap.Free(*block);
    return range_pieces::NextPiece(vm, instruction);
  }
  vm.heap.Free(address);
  vm.data.Top(1) = CellOf(*block);
  vm.data.Top() = 0;
  return Status::kNext;
}

inline constexpr std::array kWords{
    Word{"ALLOCATE", Checked<1, 2, Allocate>, "( u -- a-addr ior )",
         "Take a block of u bytes; ior is -59 if there is none."},
    Word{"FREE", Checked<1, 1, Free>, "( a-addr -- ior )",
         "Give a block back; ior is -60 if there is none at a-addr."},
    Word{"RESIZE", Checked<2, 2, Resize>, "( a-addr1 u -- a-addr2 ior )",
         "Make a block u bytes long, moving it if it must; ior is -61, and the block as before, if "
         "that is not possible."},
};

}  // namespace starkernel::forthvm::allocation_words
