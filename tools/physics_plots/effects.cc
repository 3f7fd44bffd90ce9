#include "tools/physics_plots/effects.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <expected>
#include <map>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "tools/physics_plots/csv_table.h"
#include "tools/physics_plots/student_t.h"

namespace starkernel::tools {
namespace {

constexpr std::size_t kFactors = 7;
constexpr std::size_t kSettings = std::size_t{1} << kFactors;

/// One repetition of one workload: a result for each setting, the last with L8.
using Block = std::array<double, kSettings + 1>;
/// The results found by workload and repetition, each by its setting.
using Blocks = std::map<std::pair<int, int>, std::map<std::size_t, double>>;

std::size_t SettingOf(const CsvTable& table, std::size_t row) {
  if (table.At(row, "L8") > 0) {
    return kSettings;
  }
  std::size_t setting = 0;
  for (std::size_t factor = 0; factor < kFactors; ++factor) {
    const bool on = table.At(row, "L" + std::to_string(factor + 1)) > 0;
    setting += on ? std::size_t{1} << factor : 0;
  }
  return setting;
}

Blocks BlocksOf(const CsvTable& table, const Response& response) {
  Blocks blocks;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const std::pair key(static_cast<int>(table.At(row, "workload")),
                        static_cast<int>(table.At(row, "repetition")));
    blocks[key][SettingOf(table, row)] = response(table, row);
  }
  return blocks;
}

/// The mean where an even number of the factors of `mask` is off, less that where an odd one is.
double Contrast(const Block& block, std::size_t mask) {
  double sum = 0;
  for (std::size_t setting = 0; setting < kSettings; ++setting) {
    const bool odd = std::popcount(mask & ~setting) % 2 != 0;
    sum += odd ? -block.at(setting) : block.at(setting);
  }
  return sum / (kSettings / 2.0);
}

double MeanOf(const Block& block) {
  double sum = 0;
  for (std::size_t setting = 0; setting < kSettings; ++setting) {
    sum += block.at(setting);
  }
  return sum / kSettings;
}

std::vector<std::pair<std::string, std::size_t>> Terms() {
  std::vector<std::pair<std::string, std::size_t>> terms;
  const auto name = [](std::size_t factor) { return "L" + std::to_string(factor + 1); };
  for (std::size_t factor = 0; factor < kFactors; ++factor) {
    terms.emplace_back(name(factor), std::size_t{1} << factor);
  }
  for (std::size_t one = 0; one < kFactors; ++one) {
    for (std::size_t other = one + 1; other < kFactors; ++other) {
      terms.emplace_back(name(one) + " x " + name(other),
                         std::size_t{1} << one | std::size_t{1} << other);
    }
  }
  return terms;
}

WorkloadEffects EffectsIn(const std::vector<Block>& repetitions) {
  const auto estimate = [&repetitions](const auto& measure) {
    std::vector<double> measured;
    for (const Block& block : repetitions) {
      measured.push_back(measure(block));
    }
    return EstimateOf(measured);
  };
  WorkloadEffects found;
  found.mean = estimate(MeanOf);
  found.all_loops = estimate([](const Block& block) { return block.at(kSettings - 1); });
  found.selected = estimate([](const Block& block) { return block.at(kSettings); });
  for (const auto& [name, mask] : Terms()) {
    const auto contrast = [mask](const Block& block) { return Contrast(block, mask); };
    found.effects.push_back({.name = name, .estimate = estimate(contrast)});
  }
  return found;
}

}  // namespace

Estimate EstimateOf(const std::vector<double>& measured) {
  const auto count = static_cast<double>(measured.size());
  const double mean = std::accumulate(measured.begin(), measured.end(), 0.0) / count;
  if (measured.size() < 2) {
    return {.mean = mean};
  }
  double squares = 0;
  for (const double value : measured) {
    squares += (value - mean) * (value - mean);
  }
  return {.mean = mean,
          .margin = StudentT95(measured.size() - 1) * std::sqrt(squares / (count - 1) / count)};
}

std::expected<std::vector<WorkloadEffects>, std::string> EffectsOn(const CsvTable& table,
                                                                   const Response& response) {
  std::map<int, std::vector<Block>> workloads;
  for (const auto& [key, found] : BlocksOf(table, response)) {
    Block block{};
    for (std::size_t setting = 0; setting < block.size(); ++setting) {
      if (!found.contains(setting)) {
        return std::unexpected("workload " + std::to_string(key.first) + ", repetition " +
                               std::to_string(key.second) + ": there is no run of setting " +
                               std::to_string(setting));
      }
      block.at(setting) = found.at(setting);
    }
    workloads[key.first].push_back(block);
  }
  if (workloads.empty()) {
    return std::unexpected("there are no runs");
  }
  std::vector<WorkloadEffects> effects;
  for (const auto& [workload, repetitions] : workloads) {
    effects.push_back(EffectsIn(repetitions));
  }
  return effects;
}

}  // namespace starkernel::tools
