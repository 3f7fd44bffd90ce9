#pragma once

#include "src/forthvm/handler.h"
#include "src/forthvm/instruction.h"

namespace starkernel::forthvm {

struct VmState;

/// What the words do that let single loops of physics do their work now, once their items are known
/// to be there and the room is. All throw -21 while physics is off.
namespace inference_actions {

/// ( -- q ) How fast ln(heat) falls in a beat, by the line through all warm words; 0 if none.
Status PushFittedSlope(VmState& vm, Instruction instruction);
/// ( -- q ) What a heat falls by in a beat, now.
Status PushSlope(VmState& vm, Instruction instruction);
/// ( -- u ) The width that Levene's test gives for the window as it is; 0 if too little was seen.
Status PushInferredWidth(VmState& vm, Instruction instruction);
Status Infer(VmState& vm, Instruction instruction);

Status UpdateMode(VmState& vm, Instruction instruction);
Status ApplyMode(VmState& vm, Instruction instruction);

Status ForgetTransitions(VmState& vm, Instruction instruction);
/// ( xt -- ) Shows what was seen after the word.
Status ShowSuccessors(VmState& vm, Instruction instruction);

}  // namespace inference_actions
}  // namespace starkernel::forthvm
