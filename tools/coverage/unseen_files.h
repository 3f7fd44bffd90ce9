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

/// Fenced files below src/ and tools/ of the workspace that hold code, but of which nothing was
/// recorded, executed or not.
[[nodiscard]] std::vector<std::string> UnseenFencedFiles(const std::filesystem::path& workspace,
                                                         const CoverageData& data);

}  // namespace starkernel::tools
