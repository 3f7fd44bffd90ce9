#include "src/kernel/simulation/simulation.h"

#include <cstdint>

#include "gtest/gtest.h"
#include "src/kernel/simulation/panic_position.h"

namespace starkernel::kernel::simulation {
namespace {

constexpr std::uint64_t kSteps = 3000;

TEST(Simulation, EveryRunComesToRest) {
  ReportPositionOfPanics();
  SimulationOutcome sum;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const SimulationOutcome outcome = Simulation(seed, kSteps).Run();
    ASSERT_EQ(outcome.failure, "") << "seed " << seed;
    sum.spawned += outcome.spawned;
    sum.killed += outcome.killed;
    sum.faults += outcome.faults;
    sum.starved += outcome.starved;
    sum.sent += outcome.sent;
  }
  // The runs are what they are meant to be.
  EXPECT_GT(sum.spawned, 2000U);
  EXPECT_GT(sum.killed, 500U);
  EXPECT_GT(sum.faults, 300U);
  EXPECT_GT(sum.starved, 300U);
  EXPECT_GT(sum.sent, 3000U);
}

TEST(Simulation, ASeedIsOneRun) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const SimulationOutcome first = Simulation(seed, kSteps).Run();
    const SimulationOutcome second = Simulation(seed, kSteps).Run();
    EXPECT_EQ(first.hash, second.hash) << "seed " << seed;
    EXPECT_EQ(first.steps, second.steps);
    EXPECT_NE(first.hash, Simulation(seed + 100, kSteps).Run().hash);
  }
}

}  // namespace
}  // namespace starkernel::kernel::simulation
