#pragma once

#include <string_view>
#include <vector>

#include "tools/fence/token.h"

namespace starkernel::fence {

/// The tokens of C++ or of assembly for the C preprocessor, comments among them. Follows the first
/// phases of translation (C++23, lex.phases): lines are spliced, raw strings are not, nothing in a
/// string or comment is code. Does not expand macros; their definitions are tokens too.
[[nodiscard]] std::vector<Token> Tokenize(std::string_view text);

}  // namespace starkernel::fence
