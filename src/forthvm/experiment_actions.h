#pragma once

#include "src/forthvm/handler.h"
#include "src/forthvm/instruction.h"

namespace starkernel::forthvm {

struct VmState;

/// What the words about the experiment do (src/physics/design.h), once their items are known to be
/// there and the room is.
namespace experiment_actions {

/// Writes the names of the columns, and replaces the number of repetitions by that of runs; -24 if
/// it is not from 1 to kMostRepetitions.
Status Begin(VmState& vm, Instruction instruction);
/// Replaces the number of a run by its repetition, workload and loops; -24 if there is no such run.
Status Point(VmState& vm, Instruction instruction);
/// Writes the row of a run that was done; -21 while physics is off.
Status WriteRow(VmState& vm, Instruction instruction);
/// Logs how many of all runs are done, twenty times in all.
Status Done(VmState& vm, Instruction instruction);

}  // namespace experiment_actions
}  // namespace starkernel::forthvm
