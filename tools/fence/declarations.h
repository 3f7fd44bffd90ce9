#pragma once

#include <cstddef>
#include <vector>

#include "tools/fence/token.h"

namespace starkernel::fence {

/// A declaration of a namespace or class: a function with its body, a variable, a member, or the
/// head of a class, whose members are declarations of their own. Indices are of tokens.
struct Declaration {
  std::size_t begin = 0;     ///< Its first token that is no comment.
  std::size_t head_end = 0;  ///< Behind what stands in front of a body or semicolon.
  std::size_t end = 0;       ///< Behind its last token.
  std::size_t after = 0;     ///< Behind the declaration before: the comments that belong to it
                             ///< start here.
  bool member = false;       ///< Of a class.
};

/// The declarations of a file in order. Directives are no part of any.
[[nodiscard]] std::vector<Declaration> FindDeclarations(const std::vector<Token>& tokens);

}  // namespace starkernel::fence
