#pragma once

#include <string>
#include <vector>

#include "tools/fence/declarations.h"
#include "tools/fence/finding.h"
#include "tools/fence/token.h"
#include "tools/fence/unsafe_operation.h"

namespace starkernel::fence {

/// What a header says about the lifetime of views.
struct ViewReport {
  std::vector<Finding> findings;
  std::vector<Operation> unbound;  ///< Functions that are excepted, of Kind::kUnbound.
};

/// Looks for functions that return a view (a reference, a pointer, a std::span or a
/// std::string_view, also within a Result or optional) of something they are given: members that
/// are not static, and functions with a parameter that refers to something. Each must say with
/// [[clang::lifetimebound]] what the view must not outlive, or stand under a comment
/// "Unbound (REASON): ..." with one of these reasons:
///   static storage   what it refers to lives as long as the program;
///   other owner      neither the object nor an argument owns what it refers to.
/// A comment "Unbound, for the whole file (REASON): ..." answers for all that follows; each
/// function is counted all the same. Assignment operators are left out: what they return is by
/// convention the object itself.
[[nodiscard]] ViewReport CheckViews(const std::string& path, const std::vector<Token>& tokens,
                                    const std::vector<Declaration>& declarations);

}  // namespace starkernel::fence
