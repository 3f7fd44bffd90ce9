#pragma once

#include <string_view>

#include "src/forthvm/instruction.h"

namespace starkernel::forthvm {

/// What reports call an instruction whose operand is not a word id; nothing if it is one.
[[nodiscard]] std::string_view OpcodeName(Instruction instruction);

}  // namespace starkernel::forthvm
