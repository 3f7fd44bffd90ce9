#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tools/coverage/coverage_data.h"

namespace starkernel::tools {

/// Whether the file is one that may hold unsafe operations (docs/safe-subset.md).
[[nodiscard]] bool IsFenced(std::string_view name);

/// Whether a summary speaks of the file: our own code, but no tests and nothing generated.
[[nodiscard]] bool IsCounted(std::string_view name);

/// A table for people: for each package lines executed, lines with code, and their ratio; then
/// the same for each file of the fence.
[[nodiscard]] std::string SummaryTable(const CoverageData& data);

/// "FILE:LINE" for each line of a fenced file that was never executed.
[[nodiscard]] std::vector<std::string> FenceGaps(const CoverageData& data);

}  // namespace starkernel::tools
