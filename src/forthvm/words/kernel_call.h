#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/kernel_door.h"
#include "src/forthvm/vm_state.h"

/// How words call the kernel. Where the host has no kernel they throw -21.
namespace starkernel::forthvm::kernel_call {

/// Puts the results in place of the arguments.
inline Status Finish(VmState& vm, std::size_t taken, std::span<const Cell> results, Status status) {
  vm.data.Drop(taken);
  for (const Cell result : results) {
    vm.data.Push(result);
  }
  return status;
}

/// Throws why the range cannot be used, and -9 if it can by now.
inline Status ThrowRange(VmState& vm, Instruction instruction, KernelAnswer::Range range) {
  const Status status = range.to_write ? vm.Writable(instruction, range.address, range.length)
                                       : vm.Readable(instruction, range.address, range.length);
  return status == Status::kNext ? vm.ThrowAddress(instruction, range.address, range.length)
                                 : status;
}

/// Calls the kernel, and does what it answers. Once for all kernel words: in each handler it would
/// take 700 bytes.
[[gnu::noinline]] inline Status Ask(VmState& vm, Instruction instruction, KernelWord word,
                                    std::size_t taken, std::span<Cell> results) {
  KernelDoor* const door = vm.host->kernel();
  if (door == nullptr) {
    return vm.Throw(instruction, ThrowCode::kUnsupported);
  }
  const KernelAnswer answer = door->Enter({.word = word,
                                           .arguments = vm.data.items().last(taken),
                                           .results = results,
                                           .memory = vm.memory,
                                           .output = vm.output,
                                           .woken = vm.TakeWake(),
                                           .wait = vm.wait});
  vm.fuel -= answer.reductions;
  switch (answer.state) {
    case KernelAnswer::State::kDone: return Finish(vm, taken, results, Status::kNext);
    case KernelAnswer::State::kYield: return Finish(vm, taken, results, Status::kYield);
    case KernelAnswer::State::kGoesOn: vm.Execute(instruction); return Status::kYield;
    case KernelAnswer::State::kWait: return vm.WaitFor(answer.wait.reason, answer.wait.deadline);
    case KernelAnswer::State::kThrow: return vm.Throw(answer.thrown, answer.detail);
    case KernelAnswer::State::kBadRange: break;
  }
  return ThrowRange(vm, instruction, answer.range);
}

template <KernelWord kWord, std::size_t kIn, std::size_t kOut>
Status Enter(VmState& vm, Instruction instruction) {
  std::array<Cell, kOut> results{};
  return Ask(vm, instruction, kWord, kIn, results);
}

/// The handler of a kernel word that takes kIn items and leaves kOut.
template <KernelWord kWord, std::size_t kIn, std::size_t kOut>
constexpr Handler kKernel = Checked<kIn, kOut, Enter<kWord, kIn, kOut>>;

}  // namespace starkernel::forthvm::kernel_call
