#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace starkernel::snippet_claims {

/// What a snippet says about itself in Clang's `expected-error` comments.
struct SnippetClaims {
  std::vector<std::string> errors;  ///< The texts wanted, as they are written.
  std::string problem;              ///< Why the claims prove nothing; empty if they do.
};

/// Reads the claims out of a snippet's source. Clang itself finds out whether they hold; this
/// refuses those that would hold whatever the compiler says, or if it says nothing.
[[nodiscard]] SnippetClaims ReadClaims(std::string_view source);

}  // namespace starkernel::snippet_claims
