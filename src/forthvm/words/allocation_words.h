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

/// Moves the block to where `size` bytes are.
inline std::optional<GuestAddr> Move(VmState& vm, GuestAddr address, ByteCount size) {
  const std::optional<ByteCount> old_size = vm.heap.SizeOf(address);
  if (!old_size.has_value()) {
    return std::nullopt;
  }
  const std::optional<GuestAddr> block = vm.AllocateBlock(size);
  if (!block.has_value()) {
    return std::nullopt;
  }
  // A smaller block would have stayed where it was.
  if (vm.memory.RefusedToRead(address, *old_size).has_value() ||
      vm.memory.RefusedToWrite(*block, *old_size).has_value()) {
    vm.heap.Free(*block);
    return std::nullopt;
  }
  CopyInto(vm.memory.Bytes(*block, *old_size), vm.memory.Bytes(address, *old_size));
  vm.ChargeLength(old_size->value());
  vm.heap.Free(address);
  return block;
}

inline void Resize(VmState& vm, Instruction) {
  ChargeSearch(vm);
  const GuestAddr address = AddressIn(vm.data.Top(1));
  const ByteCount size(Unsigned(vm.data.Top()));
  vm.data.Top() = 0;
  if (vm.heap.ResizeInPlace(address, size)) {
    return;
  }
  const std::optional<GuestAddr> block = Move(vm, address, size);
  if (block.has_value()) {
    vm.data.Top(1) = CellOf(*block);
  } else {
    vm.data.Top() = Result(ThrowCode::kResize);
  }
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
