#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "tools/fence/declarations.h"
#include "tools/fence/token.h"

namespace starkernel::fence {

/// A function's declaration, taken apart. Attributes are left out of all parts.
struct Signature {
  std::string name;
  std::vector<Token> returned;  ///< Empty for constructors and destructors.
  std::vector<Token> parameters;
  std::vector<Token> behind;  ///< What follows the parameters.
  bool is_static = false;
  bool qualified = false;      ///< Defines a member that was declared elsewhere.
  bool lifetimebound = false;  ///< Says so of a parameter or of the object.
  std::size_t line = 0;
};

/// The signature of a declaration; nothing if it declares no function.
[[nodiscard]] std::optional<Signature> ParseSignature(const std::vector<Token>& tokens,
                                                      const Declaration& declaration);

/// Whether a type refers to something else: a reference, a pointer or a view, or one within its
/// template arguments. What stands in parentheses belongs to a function type and does not count.
[[nodiscard]] bool Refers(const std::vector<Token>& type);

}  // namespace starkernel::fence
