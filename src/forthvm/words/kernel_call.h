#pragma once

#include <array>
#include <cstddef>

#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/kernel_door.h"
#include "src/forthvm/vm_state.h"

/// How words call the kernel. Where the host has no kernel they throw -21.
namespace starkernel::forthvm::kernel_call {

template <KernelWord kWord, std::size_t kIn, std::size_t kOut>
Status Enter(VmState& vm, Instruction instruction) {
  KernelDoor* const door = vm.host->kernel();
  if (door == nullptr) {
    return vm.Throw(instruction, ThrowCode::kUnsupported);
  }
  std::array<Cell, kOut> results{};
  const KernelAnswer answer = door->Enter({.word = kWord,
                                           .arguments = vm.data.items().last(kIn),
                                           .results = results,
                                           .output = vm.output});
  vm.fuel -= answer.reductions;
  if (answer.state == KernelAnswer::State::kThrow) {
    return vm.Throw(answer.thrown, answer.detail);
  }
  vm.data.Drop(kIn);
  for (const Cell result : results) {
    vm.data.Push(result);
  }
  return Status::kNext;
}

/// The handler of a kernel word that takes kIn items and leaves kOut.
template <KernelWord kWord, std::size_t kIn, std::size_t kOut>
constexpr Handler kKernel = Checked<kIn, kOut, Enter<kWord, kIn, kOut>>;

}  // namespace starkernel::forthvm::kernel_call
