#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tools/physics_plots/effects.h"

namespace starkernel::tools {

/// A result that is looked at.
struct Measure {
  std::string_view file;   ///< Of the picture, without what is in front and behind.
  std::string_view title;  ///< With the unit.
  Response response;
};

/// The results that tell what the loops cost and gain.
[[nodiscard]] std::vector<Measure> Measures();

/// The main effects on a result, and the greatest interactions, as bars with their margins: a bar
/// for each workload, in the order of the workloads.
[[nodiscard]] std::string DrawEffects(std::string_view title,
                                      const std::vector<WorkloadEffects>& workloads);

/// The same as a table in Markdown: only what is clear, and all main effects.
[[nodiscard]] std::string EffectTable(std::string_view title,
                                      const std::vector<WorkloadEffects>& workloads);

}  // namespace starkernel::tools
