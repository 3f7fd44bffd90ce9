#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tools/coverage/coverage_data.h"

namespace starkernel::tools {

/// Whether C++ source has the body of a function, rather than only declarations: a closing
/// parenthesis, and a brace before the next semicolon, outside comments.
[[nodiscard]] bool HasFunctionBody(std::string_view source);

/// Fenced files below src/ and tools/ of the workspace of which nothing was recorded.
struct UnseenFiles {
  std::vector<std::string> code;      ///< C++ that holds functions: no test compiles it.
  std::vector<std::string> assembly;  ///< Recorded in the guest alone: no image contains it.
};

[[nodiscard]] UnseenFiles UnseenFencedFiles(const std::filesystem::path& workspace,
                                            const CoverageData& data);

}  // namespace starkernel::tools
