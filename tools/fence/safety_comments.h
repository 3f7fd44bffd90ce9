#pragma once

#include <string>
#include <vector>

#include "tools/fence/declarations.h"
#include "tools/fence/finding.h"
#include "tools/fence/token.h"
#include "tools/fence/unsafe_operation.h"

namespace starkernel::fence {

/// Unsafe operations that no SAFETY: comment answers for. A region is what is unsafe in one
/// declaration of a namespace or class (a function, a variable, a member): a comment that begins
/// with "SAFETY:" and says why stands directly above it, or in it before the first such operation.
/// A pragma's comment may also stand between it and the pragma that ends it. A comment "SAFETY,
/// for the whole file:" answers for all that follows.
[[nodiscard]] std::vector<Finding> FindUnexplained(const std::string& path,
                                                   const std::vector<Token>& tokens,
                                                   const std::vector<Declaration>& declarations,
                                                   const std::vector<Operation>& operations);

/// The same for assembly: a SAFETY: comment above the label of each routine, that is of each
/// symbol declared as `@function`, and behind the routine before.
[[nodiscard]] std::vector<Finding> FindUnexplainedRoutines(const std::string& path,
                                                           const std::vector<Token>& tokens,
                                                           const std::vector<Operation>& routines);

/// The routines of a .S file: one operation for each `.type NAME, @function`.
[[nodiscard]] std::vector<Operation> FindRoutines(const std::vector<Token>& tokens);

}  // namespace starkernel::fence
