#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/engine_change.h"
#include "src/forthvm/engine_kind.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"

/// Which engine executes the VM instance (docs/engine.md).
namespace starkernel::forthvm::engine_words {

inline void FetchEngine(VmState& vm, Instruction) { vm.data.Push(static_cast<Cell>(vm.engine)); }

inline Status StoreEngine(VmState& vm, Instruction) {
  constexpr auto kLast = static_cast<Cell>(kAllEngines.size()) - 1;
  const Cell wanted = vm.data.Top();
  if (wanted < 0 || wanted > kLast) {
    return vm.ThrowRange(ThrowCode::kInvalidArgument, "engine", wanted, 0, kLast);
  }
  vm.data.Drop();
  // A reduction for each instruction of its own, whatever is to be done: so that it is the same for
  // who has machine code already, has some of it, or never will.
  vm.ChargeLength((1 + std::uint64_t{vm.code.own_count()}) * 16);
  ChangeEngine(vm, kAllEngines.at(static_cast<std::size_t>(wanted)));
  return Status::kNext;
}

inline constexpr std::array kWords{
    Word{"ENGINE@", Checked<0, 1, FetchEngine>, "( -- n )",
         "The engine that executes this VM instance: 0 plain, 1 interpreted, 2 native."},
    Word{"ENGINE!", Checked<1, 0, StoreEngine>, "( n -- )",
         "Let another engine execute this VM instance from here on; all do the same."},
};

}  // namespace starkernel::forthvm::engine_words
