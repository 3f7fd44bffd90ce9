#pragma once

#include <string_view>
#include <vector>

#include "tools/fence/check_build_file.h"
#include "tools/fence/finding.h"
#include "tools/fence/inventory.h"
#include "tools/fence/source_tree.h"

namespace starkernel::fence {

/// What there is to say about many packages at once.
struct TreeReport {
  Inventory inventory;  ///< One entry for each package, also if it holds nothing unsafe.
  std::vector<BuildReport> builds;
  std::vector<Finding> findings;
};

/// Applies all rules to all files. A file belongs to the package of the nearest BUILD file above.
[[nodiscard]] TreeReport Inspect(const SourceTree& tree);

/// What a list of the packages that the kernel is linked from, "package NAME" line by line, says
/// that does not fit the report: packages missing from it, and targets ("loose LABEL") that were
/// not made by our macros.
[[nodiscard]] std::vector<std::string> CompareWithKernel(const TreeReport& report,
                                                         std::string_view kernel_packages);

}  // namespace starkernel::fence
