#pragma once

#include "src/forthvm/engine_kind.h"
#include "src/forthvm/vm_state.h"

namespace starkernel::forthvm {

/// Has `engine` from here on. Machine code goes with the native one. Whoever turns to that gets the
/// first portion of it now, the others as GiveCode says. Nothing is charged.
void ChangeEngine(VmState& vm, EngineKind engine);

/// Gives the next portion of the VM instance's finished definitions machine code, oldest first: 256
/// instructions of them, 1,024 where the engine is its own choice, and one definition at least
/// (1,024 at most). If that leaves any without, the next portion is due when 10,000 more reductions
/// are spent; if there is no memory for one, it is tried again after 1,000,000. Nothing is charged.
void GiveCode(VmState& vm);

/// A definition was just finished: it and its quotations get machine code, if that is the engine's
/// way and no older ones lack it; else with those.
void TakeUpFinished(VmState& vm);

}  // namespace starkernel::forthvm
