#pragma once

#include <array>
#include <cstddef>

#include "src/base/span_copy_unsafe.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/storage_keeper.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/return_stack_words.h"

/// Words that park any number of items on the return stack, with their count on top.
namespace starkernel::forthvm::parking_words {

inline Status ParkMany(VmState& vm, Instruction instruction) {
  const UCell count = Unsigned(vm.data.Top());
  if (count >= vm.data.depth()) {
    return vm.Throw(instruction, ThrowCode::kStackUnderflow);
  }
  if (!vm.returns.HasRoom(0, count + 1) &&
      !vm.Enlarge(StoragePart::kReturnStack, vm.returns.depth() + count + 1)) {
    return vm.Throw(instruction, ThrowCode::kReturnStackOverflow);
  }
  for (std::size_t item = count; item > 0; --item) {
    vm.returns.Push(vm.data.Top(item));
  }
  vm.returns.Push(vm.data.Top());
  vm.data.Drop(count + 1);
  vm.ChargeLength(count * kCellSize.value());
  return Status::kNext;
}

inline Status TakeMany(VmState& vm, Instruction instruction) {
  if (!return_stack_words::HasParked(vm, 1)) {
    return vm.Throw(instruction, ThrowCode::kReturnStackUnderflow);
  }
  const UCell count = Unsigned(vm.returns.Top());
  const std::size_t parked = vm.returns.depth() - vm.return_base;
  if (count >= parked) {
    return vm.Throw(instruction, ThrowCode::kReturnStackUnderflow);
  }
  if (!vm.data.HasRoom(0, count + 1) &&
      !vm.Enlarge(StoragePart::kDataStack, vm.data.depth() + count + 1)) {
    return vm.Throw(instruction, ThrowCode::kStackOverflow);
  }
  for (std::size_t item = count; item > 0; --item) {
    vm.data.Push(vm.returns.Top(item));
  }
  vm.data.Push(vm.returns.Top());
  vm.returns.Drop(count + 1);
  vm.ChargeLength(count * kCellSize.value());
  return Status::kNext;
}

inline constexpr std::array kWords{
    Word{"N>R", Checked<1, 0, ParkMany>, "( i*n +n -- ) ( R: -- j*x +n )",
         "Move n items and their count to the return stack.", kCompileOnly},
    Word{"NR>", TakeMany, "( -- i*x +n ) ( R: j*x +n -- )",
         "Move what N>R moved back from the return stack.", kCompileOnly},
};

}  // namespace starkernel::forthvm::parking_words
