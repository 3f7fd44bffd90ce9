#pragma once

#include <string>
#include <string_view>

#include "tools/fence/file_report.h"

namespace starkernel::fence {

/// Whether a file of this name is source code, by its extension, welcome or not.
[[nodiscard]] bool IsSource(std::string_view path);

/// Whether a source file of this name may hold unsafe operations.
[[nodiscard]] bool IsFenced(std::string_view path);

/// Counts unsafe operations in a source file and applies the rules of the fence, and to headers
/// under `src` those of views. `path` is relative to the workspace.
[[nodiscard]] FileReport CheckFile(const std::string& path, std::string_view contents);

}  // namespace starkernel::fence
