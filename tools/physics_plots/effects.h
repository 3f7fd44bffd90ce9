#pragma once

#include <cstddef>
#include <expected>
#include <functional>
#include <string>
#include <vector>

#include "tools/physics_plots/csv_table.h"

namespace starkernel::tools {

/// What is known of a number by some measurements of it: their mean and how far from it the true
/// one lies at most, with 95 % confidence. Nothing can be said from one; `margin` is then below 0.
struct Estimate {
  double mean = 0;
  double margin = -1;

  /// Whether it is certainly not 0.
  [[nodiscard]] bool IsClear() const { return margin >= 0 && (mean > margin || mean < -margin); }
};

[[nodiscard]] Estimate EstimateOf(const std::vector<double>& measured);

/// What switching a loop on does to a result, on average over all settings of the others; or, for
/// an interaction, half of what the second loop changes about what the first one does.
struct Effect {
  std::string name;  ///< "L3", "L3 x L6".
  Estimate estimate;
};

/// What one workload is like.
struct WorkloadEffects {
  Estimate mean{};                ///< Over all settings.
  std::vector<Effect> effects{};  ///< L1 to L7, then their 21 interactions.
  Estimate all_loops{};           ///< With L1 to L7 on.
  Estimate selected{};            ///< With L8, too.
};

/// A result of a run, by its row.
using Response = std::function<double(const CsvTable& table, std::size_t row)>;

/// The effects for each workload of the table that EXEC-DOE writes: of each repetition by contrasts
/// over its 128 settings, so that what differs between repetitions is no error of an effect. The
/// error is one line that says which runs are missing.
[[nodiscard]] std::expected<std::vector<WorkloadEffects>, std::string> EffectsOn(
    const CsvTable& table, const Response& response);

}  // namespace starkernel::tools
