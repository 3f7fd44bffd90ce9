#pragma once

#include <filesystem>
#include <string_view>

#include "tools/coverage/coverage_data.h"

namespace starkernel::tools {

/// Whether a line of C++ holds nothing but a comment that ends with it.
[[nodiscard]] bool IsCommentLine(std::string_view line);

/// Takes those lines out of what was recorded of files of the workspace: for a function that a test
/// compiles but never calls, the compiler counts its whole body, comments too.
void DropCommentLines(const std::filesystem::path& workspace, CoverageData& data);

}  // namespace starkernel::tools
