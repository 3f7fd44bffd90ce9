#pragma once

#include <array>
#include <cstddef>

#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/storage_keeper.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"

/// Words that park items on the return stack. It holds nothing but what these words put
/// there, and a definition cannot reach below what was there when it was called.
namespace starkernel::forthvm::return_stack_words {

inline bool HasParked(const VmState& vm, std::size_t count) {
  return vm.returns.depth() >= vm.return_base + count;
}

/// A handler for a body that needs `kIn` parked items and leaves `kOut` of them.
template <std::size_t kIn, std::size_t kOut, auto kBody>
Status Parking(VmState& vm, Instruction instruction) {
  if (!HasParked(vm, kIn)) {
    return vm.Throw(instruction, ThrowCode::kReturnStackUnderflow);
  }
  if (!vm.returns.HasRoom(kIn, kOut) &&
      !vm.Enlarge(StoragePart::kReturnStack, vm.returns.depth() - kIn + kOut)) {
    return vm.Throw(instruction, ThrowCode::kReturnStackOverflow);
  }
  kBody(vm);
  return Status::kNext;
}

inline void Park(VmState& vm) { vm.returns.Push(vm.data.Pop()); }
inline void Fetch(VmState& vm) { vm.data.Push(vm.returns.Top()); }
inline void Take(VmState& vm) { vm.data.Push(vm.returns.Pop()); }
inline void ParkTwo(VmState& vm) {
  vm.returns.Push(vm.data.Top(1));
  vm.returns.Push(vm.data.Top());
  vm.data.Drop(2);
}
inline void FetchTwo(VmState& vm) {
  vm.data.Push(vm.returns.Top(1));
  vm.data.Push(vm.returns.Top());
}
inline void TakeTwo(VmState& vm) {
  FetchTwo(vm);
  vm.returns.Drop(2);
}

inline constexpr std::array kWords{
    Word{">R", Checked<1, 0, Parking<0, 1, Park>>, "( x -- ) ( R: -- x )",
         "Move an item to the return stack.", kCompileOnly},
    Word{"R>", Checked<0, 1, Parking<1, 0, Take>>, "( -- x ) ( R: x -- )",
         "Move an item back from the return stack.", kCompileOnly},
    Word{"R@", Checked<0, 1, Parking<1, 1, Fetch>>, "( -- x ) ( R: x -- x )",
         "Copy the top of the return stack.", kCompileOnly},
    Word{"2>R", Checked<2, 0, Parking<0, 2, ParkTwo>>, "( x1 x2 -- ) ( R: -- x1 x2 )",
         "Move a pair to the return stack.", kCompileOnly},
    Word{"2R>", Checked<0, 2, Parking<2, 0, TakeTwo>>, "( -- x1 x2 ) ( R: x1 x2 -- )",
         "Move a pair back from the return stack.", kCompileOnly},
    Word{"2R@", Checked<0, 2, Parking<2, 2, FetchTwo>>, "( -- x1 x2 ) ( R: x1 x2 -- x1 x2 )",
         "Copy the top pair of the return stack.", kCompileOnly},
};

}  // namespace starkernel::forthvm::return_stack_words
