#pragma once

#include <string_view>

#include "src/forthvm/cell.h"
#include "src/forthvm/handler.h"
#include "src/forthvm/instruction.h"
#include "src/physics/tick_row.h"

namespace starkernel::forthvm {

struct VmState;

/// What the words about physics do, once their items are known to be there and the room is. All but
/// the first two throw -21 while physics is off.
namespace physics_actions {

/// Throws -21 while physics is off.
Status RequireOn(VmState& vm);

/// The same, then pops a number from `least` to `most`; throws -24 for another.
Status PopWithin(VmState& vm, std::string_view what, Cell least, Cell most, Cell& number);

Status SwitchOn(VmState& vm, Instruction instruction);
Status SwitchOff(VmState& vm, Instruction instruction);

Status SetPeriod(VmState& vm, Instruction instruction);
Status SetLoops(VmState& vm, Instruction instruction);
Status Loops(VmState& vm, Instruction instruction);
Status SetLogging(VmState& vm, Instruction instruction);
Status SetBeats(VmState& vm, Instruction instruction);

// On the word whose token is on top of the stack: -13 if there is none, -257 if there is no memory
// for its heat.
Status Heat(VmState& vm, Instruction instruction);
Status SetHeat(VmState& vm, Instruction instruction);
Status ShowHeat(VmState& vm, Instruction instruction);
Status Freeze(VmState& vm, Instruction instruction);
Status Unfreeze(VmState& vm, Instruction instruction);
Status IsFrozen(VmState& vm, Instruction instruction);
Status ResetHeat(VmState& vm, Instruction instruction);

Status ShowTopWords(VmState& vm, Instruction instruction);
Status ShowWindow(VmState& vm, Instruction instruction);
Status ShowTransitions(VmState& vm, Instruction instruction);
Status ShowTicks(VmState& vm, Instruction instruction);

/// Whether names are searched by way of those of hot words.
Status ToggleCache(VmState& vm, Instruction instruction);
Status ShowCache(VmState& vm, Instruction instruction);

/// Pushes the number of predictions and that of hits.
Status Predictions(VmState& vm, Instruction instruction);
Status EarlyExit(VmState& vm, Instruction instruction);
/// Pushes a value of the last tick.
Status PushLast(VmState& vm, physics::Column column);

}  // namespace physics_actions
}  // namespace starkernel::forthvm
