#pragma once

#include "src/forthvm/engine_kind.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {

/// Has `engine` from here on. Machine code goes with the native one. Whoever turns to that gets the
/// first portion of it now, the others as GiveCode says. Nothing is charged.
void ChangeEngine(VmState& vm, EngineKind engine);

/// Gives the next portion of the VM instance's finished definitions machine code, oldest first: 256
/// instructions of them, 1,024 where the engine is its own choice, and one definition at least
/// (1,024 at most). If that leaves any without, it says after how many more reductions the next
/// portion is due: VmState::code_after, or 1,024 for who has chosen. If code is refused since there
/// is no memory for it, that is tried again after 10,000. Nothing is charged.
void GiveCode(VmState& vm);

/// Definitions from `first` on were just finished: they get machine code at once if that is the
/// engine's way and no older ones lack it, else with those.
void TakeUp(VmState& vm, HeaderIndex first);

}  // namespace starkernel::forthvm
