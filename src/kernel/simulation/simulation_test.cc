#include "src/kernel/simulation/simulation.h"

#include <cstdint>

#include "gtest/gtest.h"
#include "src/kernel/simulation/panic_position.h"
#include "src/kernel/simulation/simulation_plan.h"

namespace starkernel::kernel::simulation {
namespace {

constexpr std::uint64_t kSteps = 3000;

TEST(Simulation, EveryRunComesToRest) {
  ReportPositionOfPanics();
  SimulationOutcome sum;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
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
  // The runs are what they are meant to be.
  EXPECT_GT(sum.spawned, 1000U);
  EXPECT_GT(sum.killed, 250U);
  EXPECT_GT(sum.faults, 150U);
  EXPECT_GT(sum.starved, 150U);
  EXPECT_GT(sum.sent, 1500U);
  EXPECT_GT(sum.told, 250U);
  EXPECT_GT(sum.budgets, 25U);
  EXPECT_GT(sum.interrupts, 1500U);
  EXPECT_GT(sum.windows, 25'000U);
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
