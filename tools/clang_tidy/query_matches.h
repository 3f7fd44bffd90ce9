#pragma once

#include <string>
#include <string_view>

namespace starkernel::tools {

/// What clang-query found, as clang-tidy would say it: "PATH:LINE:COLUMN: error: NAME [fence]",
/// with the line of the source below it. NAME is what the query bound the match to.
///
/// `output` is clang-query's, of `set output diag`; names of one word are helpers of a query and
/// are left out, and so is what was said before: a template matches once for each instance.
[[nodiscard]] std::string QueryMatches(std::string_view output);

}  // namespace starkernel::tools
