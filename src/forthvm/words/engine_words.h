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
  // What it takes to give code or to take it away, for any VM instance, and a reduction for each
  // instruction and each word of its own: whatever is to be done, so that it is the same for who
  // has machine code already, has some of it, or never will.
  constexpr std::uint64_t kPrice = 4'000;
  const std::uint64_t words = vm.dictionary.end_index().value() - vm.system_end.value();
  vm.ChargeLength((kPrice + words + vm.code.own_count()) * 16);
  ChangeEngine(vm, kAllEngines.at(static_cast<std::size_t>(wanted)));
  if (!vm.lacks_code) {
    return Status::kNext;
  }
  // No other VM instance's turn comes: Vm::Run goes on, to where the next portion is due.
  vm.counts_anew = true;
  return Status::kYield;
}

inline constexpr std::array kWords{
    Word{"ENGINE@", Checked<0, 1, FetchEngine>, "( -- n )",
         "The engine that executes this VM instance: 0 plain, 1 interpreted, 2 native."},
    Word{"ENGINE!", Checked<1, 0, StoreEngine>, "( n -- )",
         "Let another engine execute this VM instance from here on; all do the same."},
};

}  // namespace starkernel::forthvm::engine_words
