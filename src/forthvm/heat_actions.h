#pragma once

#include "src/forthvm/handler.h"
#include "src/forthvm/instruction.h"

namespace starkernel::forthvm {

struct VmState;

/// What the words do that look at all heats at once, and at names by way of them, once their items
/// are known to be there and the room is. All throw -21 while physics is off.
namespace heat_actions {

/// ( u1 -- u2 ) Shows the next warm word behind place u1; u2 is its place, 0 if there is none.
Status ShowNextWarm(VmState& vm, Instruction instruction);
/// ( u1 -- u2 ) The least whole heat that u1 of 100 warm words do not exceed.
Status Percentile(VmState& vm, Instruction instruction);
Status FreezeHot(VmState& vm, Instruction instruction);

/// ( -- u1 u2 ) Names looked up by way of hot words, and how many were there.
Status PushLookups(VmState& vm, Instruction instruction);
Status ForgetLookups(VmState& vm, Instruction instruction);
/// ( -- u ) 1 where names are looked up by way of hot words, else 0.
Status PushStrategy(VmState& vm, Instruction instruction);
Status SetStrategy(VmState& vm, Instruction instruction);
/// Puts the names of the hottest words in front of the search.
Status KeepHottestNames(VmState& vm, Instruction instruction);
/// ( -- u ) The place of the hottest word whose name may be kept; 1 if there is none.
Status PushHotPlace(VmState& vm, Instruction instruction);
/// ( u1 u2 -- ) Looks the name of the word in place u1 up, u2 times, at most 1000.
Status LookUp(VmState& vm, Instruction instruction);
/// ( u1 u2 -- ) Shows that u1 lookups took u2 nanoseconds.
Status ShowTime(VmState& vm, Instruction instruction);
/// Shows what physics is made of: sizes and limits.
Status ShowBuild(VmState& vm, Instruction instruction);

}  // namespace heat_actions
}  // namespace starkernel::forthvm
