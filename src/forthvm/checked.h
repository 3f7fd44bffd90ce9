#pragma once

#include <cstddef>
#include <type_traits>

#include "src/forthvm/cell.h"
#include "src/forthvm/compiler.h"
#include "src/forthvm/handler.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/throw_code.h"
#include "src/forthvm/vm_state.h"

namespace starkernel::forthvm {

/// Calls a body that may or may not report a status. Inlined by force, see memory_words.h.
template <auto kBody>
[[gnu::always_inline]] inline Status Call(VmState& vm, Instruction instruction) {
  if constexpr (std::is_void_v<decltype(kBody(vm, instruction))>) {
    kBody(vm, instruction);
    return Status::kNext;
  } else {
    return kBody(vm, instruction);
  }
}

/// A handler for a body that pops `kIn` items and pushes `kOut`: before it changes anything,
/// the items are there and the room is.
template <std::size_t kIn, std::size_t kOut, auto kBody>
Status Checked(VmState& vm, Instruction instruction) {
  if constexpr (kIn > 0) {
    if (!vm.data.HasItems(kIn)) [[unlikely]] {
      return vm.Throw(instruction, ThrowCode::kStackUnderflow);
    }
  }
  if constexpr (kOut > kIn) {
    if (!vm.data.HasRoom(kIn, kOut)) [[unlikely]] {
      return vm.MakeRoom(instruction);
    }
  }
  return Call<kBody>(vm, instruction);
}

/// The most instructions that one compiling word appends.
inline constexpr std::size_t kMostEmitted = 4;

/// A handler for a body that appends up to kMostEmitted instructions to the open definition.
template <auto kBody>
Status Compiling(VmState& vm, Instruction instruction) {
  const Status room = RequireRoomToCompile(vm, instruction, kMostEmitted);
  return room == Status::kNext ? Call<kBody>(vm, instruction) : room;
}

/// A handler that replaces the top item by a function of it.
template <auto kFunction>
Status Unary(VmState& vm, Instruction instruction) {
  if (!vm.data.HasItems(1)) [[unlikely]] {
    return vm.Throw(instruction, ThrowCode::kStackUnderflow);
  }
  vm.data.Top() = kFunction(vm.data.Top());
  return Status::kNext;
}

/// A handler that replaces the two top items by a function of them.
template <auto kFunction>
Status Binary(VmState& vm, Instruction instruction) {
  if (!vm.data.HasItems(2)) [[unlikely]] {
    return vm.Throw(instruction, ThrowCode::kStackUnderflow);
  }
  const Cell right = vm.data.Pop();
  vm.data.Top() = kFunction(vm.data.Top(), right);
  return Status::kNext;
}

}  // namespace starkernel::forthvm
