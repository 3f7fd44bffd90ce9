#include "src/kernel/simulation/simulation.h"

#include <cstdint>

#include "gtest/gtest.h"
#include "src/base/test_effort.h"
#include "src/kernel/simulation/panic_position.h"
#include "src/kernel/simulation/simulation_plan.h"

namespace starkernel::kernel::simulation {
namespace {

constexpr std::uint64_t kSteps = 3000;

TEST(Simulation, EveryRunComesToRest) {
  ReportPositionOfPanics();
  const std::uint64_t seeds = 100 / TestShare();
  SimulationOutcome sum;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const SimulationOutcome outcome = Simulate({.seed = seed, .steps = kSteps});
    ASSERT_EQ(outcome.failure, "") << "seed " << seed;
    sum.spawned += outcome.spawned;
    sum.killed += outcome.killed;
    sum.faults += outcome.faults;
    sum.starved += outcome.starved;
    sum.sent += outcome.sent;
    sum.told += outcome.told;
    sum.interrupts += outcome.interrupts;
    sum.windows += outcome.windows;
    sum.budgets += outcome.budgets - 1;
  }
  // The runs are what they are meant to be, on the average.
  EXPECT_GT(sum.spawned, seeds * 10);
  EXPECT_GT(sum.killed * 2, seeds * 5);
  EXPECT_GT(sum.faults * 2, seeds * 3);
  EXPECT_GT(sum.starved * 2, seeds * 3);
  EXPECT_GT(sum.sent, seeds * 15);
  EXPECT_GT(sum.told * 2, seeds * 5);
  EXPECT_GT(sum.budgets * 4, seeds);
  EXPECT_GT(sum.interrupts, seeds * 15);
  EXPECT_GT(sum.windows, seeds * 250);
}

TEST(Simulation, WhoWasPackedIsStillWatched) {
  // Here one that loops for ever is packed between two windows. Unwatched, it is never disturbed.
  EXPECT_EQ(Simulate({.seed = 1318, .steps = kSteps}).failure, "");
}

TEST(Simulation, ASeedIsOneRun) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const SimulationOutcome first = Simulate({.seed = seed, .steps = kSteps});
    const SimulationOutcome second = Simulate({.seed = seed, .steps = kSteps});
    EXPECT_EQ(first.hash, second.hash) << "seed " << seed;
    EXPECT_EQ(first.steps, second.steps);
    EXPECT_NE(first.hash, Simulate({.seed = seed + 100, .steps = kSteps}).hash);
  }
}

}  // namespace
}  // namespace starkernel::kernel::simulation
