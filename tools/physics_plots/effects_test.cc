#include "tools/physics_plots/effects.h"

#include <cstddef>
#include <functional>
#include <string>

#include "gtest/gtest.h"
#include "tools/physics_plots/csv_table.h"

namespace starkernel::tools {
namespace {

constexpr int kSettings = 129;

/// The rows of an experiment whose result is `result(setting, repetition)`, without run `missing`.
CsvTable Experiment(int repetitions, const std::function<int(int, int)>& result, int missing = -1) {
  std::string text = "run,repetition,workload,L1,L2,L3,L4,L5,L6,L7,L8,y\n";
  for (int run = 0; run < repetitions * kSettings; ++run) {
    if (run == missing) {
      continue;
    }
    const int setting = run % kSettings;
    const int repetition = run / kSettings;
    text += std::to_string(run) + "," + std::to_string(repetition) + ",0,";
    for (int loop = 0; loop < 7; ++loop) {
      text += setting == 128 || (setting >> loop) % 2 == 1 ? "1," : "0,";
    }
    text += (setting == 128 ? "1," : "0,") + std::to_string(result(setting, repetition)) + "\n";
  }
  return *CsvTable::Find(text, "run");
}

double Result(const CsvTable& table, std::size_t row) { return table.At(row, "y"); }

Estimate Of(const WorkloadEffects& effects, const std::string& name) {
  for (const Effect& effect : effects.effects) {
    if (effect.name == name) {
      return effect.estimate;
    }
  }
  ADD_FAILURE() << name;
  return {};
}

TEST(EffectsTest, FindsWhatEachLoopAddsAndWhatTwoAddTogether) {
  const CsvTable table = Experiment(2, [](int setting, int) {
    const int l3 = setting >> 2 & 1;
    const int l6 = setting >> 5 & 1;
    return setting == 128 ? 7 : 100 + 10 * l3 - 4 * l6 + 6 * l3 * l6;
  });
  const auto effects = EffectsOn(table, Result);
  ASSERT_TRUE(effects.has_value()) << effects.error();
  ASSERT_EQ(effects->size(), 1U);
  const WorkloadEffects& only = effects->front();
  EXPECT_EQ(only.effects.size(), 28U);
  // Half of the time the other one is on.
  EXPECT_DOUBLE_EQ(Of(only, "L3").mean, 13);
  EXPECT_DOUBLE_EQ(Of(only, "L6").mean, -1);
  EXPECT_DOUBLE_EQ(Of(only, "L3 x L6").mean, 3);
  EXPECT_DOUBLE_EQ(Of(only, "L1").mean, 0);
  EXPECT_DOUBLE_EQ(Of(only, "L1 x L3").mean, 0);
  EXPECT_DOUBLE_EQ(only.mean.mean, 100 + 5 - 2 + 1.5);
  EXPECT_DOUBLE_EQ(only.all_loops.mean, 112);
  EXPECT_DOUBLE_EQ(only.selected.mean, 7);
  EXPECT_TRUE(Of(only, "L3").IsClear());
  EXPECT_FALSE(Of(only, "L1").IsClear());
}

TEST(EffectsTest, TakesWhatDiffersBetweenRepetitionsForNoError) {
  const CsvTable table = Experiment(
      3, [](int setting, int repetition) { return 1000 * repetition + 10 * (setting & 1); });
  const auto effects = EffectsOn(table, Result);
  ASSERT_TRUE(effects.has_value());
  EXPECT_DOUBLE_EQ(Of(effects->front(), "L1").mean, 10);
  EXPECT_NEAR(Of(effects->front(), "L1").margin, 0, 1e-9);
  EXPECT_GT(effects->front().mean.margin, 1000);
}

TEST(EffectsTest, EstimatesByStudentsDistribution) {
  // Mean 3, standard error sqrt(2.5 / 5), 4 degrees of freedom.
  const Estimate estimate = EstimateOf({1, 2, 3, 4, 5});
  EXPECT_DOUBLE_EQ(estimate.mean, 3);
  EXPECT_NEAR(estimate.margin, 2.776 * 0.70711, 1e-4);
  EXPECT_TRUE(estimate.IsClear());
  EXPECT_FALSE(EstimateOf({3}).IsClear());
  EXPECT_LT(EstimateOf({3}).margin, 0);
  EXPECT_FALSE(EstimateOf({-1, 1}).IsClear());
}

TEST(EffectsTest, NamesARunThatIsMissing) {
  EXPECT_EQ(EffectsOn(Experiment(
                          1, [](int, int) { return 1; }, 5),
                      Result)
                .error(),
            "workload 0, repetition 0: there is no run of setting 5");
}

}  // namespace
}  // namespace starkernel::tools
