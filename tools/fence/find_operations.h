#pragma once

#include <vector>

#include "tools/fence/token.h"
#include "tools/fence/unsafe_operation.h"

namespace starkernel::fence {

/// All unsafe operations among the tokens of a C++ file, in order. `#pragma` with `end`, `push` or
/// `pop` belongs to the pragma that it ends or saves for, and is not one of its own.
[[nodiscard]] std::vector<Operation> FindOperations(const std::vector<Token>& tokens);

}  // namespace starkernel::fence
