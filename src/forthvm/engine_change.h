#pragma once

#include <cstddef>

#include "src/base/quantities.h"
#include "src/forthvm/engine_kind.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {

/// Does a part of what is to be done before `engine` can be the VM instance's: for the native one,
/// its definitions get machine code, for others that goes. How much that was, about as many as
/// instructions were looked at; 0 if nothing was left to do. Another engine meanwhile does no harm.
[[nodiscard]] std::size_t GoOnChangingEngine(VmState& vm, EngineKind engine);

/// For a VM instance that lacks machine code, when it has spent so much: has it spent enough, some
/// of its definitions get theirs, until none is left that lacks it.
void GoOnWarmingUp(VmState& vm, Reductions spent);

/// Takes up the definitions from `first` on, which were just finished, if its engine does that.
void TakeUp(VmState& vm, HeaderIndex first);

}  // namespace starkernel::forthvm
