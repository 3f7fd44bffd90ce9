#pragma once

#include <string_view>

#include "src/base/ids.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/vm_state.h"

namespace starkernel::forthvm {

/// Moves HERE by `size` bytes (backwards if negative). Throws -8 when data space is used up
/// and -24 below its beginning.
Status Allot(VmState& vm, Cell size);

/// Throws -29 inside a definition.
Status RequireNoDefinition(VmState& vm, std::string_view name);

/// Says so, to who types only, if a word of the compilation wordlist has the name already.
void WarnIfRedefined(VmState& vm, std::string_view name);

/// Makes a word that cannot be found or used yet. Throws -19 for a name too long, -8 when the
/// dictionary is full.
Status AddWord(VmState& vm, std::string_view name, WordId& word);

/// Makes a word that is complete at once and leaves it as vm.latest. Throws -29 inside a
/// definition, -16 without a name, -19 for a name too long, -8 when the dictionary is full.
Status CreateWord(VmState& vm, std::string_view name, Opcode kind, Cell value);

/// Makes a wordlist that is its word's, of the name or without one if that is empty, and leaves
/// vm.latest alone if it is without. Throws like CreateWord, but not -16.
Status CreateWordlist(VmState& vm, std::string_view name, WordId& wordlist);

/// Throws -14 outside a definition and -8 unless `count` more instructions fit, into it and into
/// the code.
Status RequireRoomToCompile(VmState& vm, Instruction instruction, std::size_t count);

/// Appends to the open definition. Throws like RequireRoomToCompile.
Status Emit(VmState& vm, Instruction instruction);

/// Appends what pushes `value`, with a note of what it was written as.
Status EmitLiteral(VmState& vm, Cell value, LiteralNote note = LiteralNote::kNumber);

/// Copies the string into data space, behind a length byte if `counted`, and appends what
/// pushes its address and length. The length byte is not part of what is pushed.
Status EmitString(VmState& vm, Instruction instruction, std::string_view text, bool counted);

}  // namespace starkernel::forthvm
