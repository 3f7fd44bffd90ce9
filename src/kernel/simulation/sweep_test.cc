#include "src/kernel/simulation/sweep.h"

#include <cstdint>

#include "gtest/gtest.h"
#include "src/kernel/simulation/panic_position.h"

namespace starkernel::kernel::simulation {
namespace {

SweepOutcome SweepSeeds(SweepKind kind, std::uint64_t seeds, std::uint64_t most) {
  ReportPositionOfPanics();
  SweepOutcome sum;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const SweepOutcome outcome = Sweep(kind, seed, most);
    EXPECT_EQ(outcome.failure, "") << "seed " << seed;
    sum.runs += outcome.runs;
    sum.windows += outcome.windows;
    sum.killed += outcome.killed;
    sum.faults += outcome.faults;
  }
  return sum;
}

TEST(Sweep, WhoeverRunsIsKilledAtEachReduction) {
  const SweepOutcome sum = SweepSeeds(SweepKind::kKillRunning, 3, 400);
  EXPECT_EQ(sum.runs, 1200U);
  // In some of the windows it is VM[0] that runs.
  EXPECT_GT(sum.killed, sum.runs / 2);
}

TEST(Sweep, AnotherIsKilledAtEachReduction) {
  const SweepOutcome sum = SweepSeeds(SweepKind::kKillOther, 3, 400);
  EXPECT_EQ(sum.runs, 1200U);
  EXPECT_GT(sum.killed, sum.runs / 2);
}

TEST(Sweep, EachRequestToTheHeapFails) {
  const SweepOutcome sum = SweepSeeds(SweepKind::kRequests, 3, 400);
  EXPECT_GT(sum.runs, 300U);
  EXPECT_GT(sum.faults, 0U);
}

TEST(Sweep, TheFramesComeToAnEndAtEachFrame) {
  const SweepOutcome sum = SweepSeeds(SweepKind::kFrames, 3, 400);
  EXPECT_GT(sum.runs, 60U);
  EXPECT_GT(sum.faults, 0U);
}

}  // namespace
}  // namespace starkernel::kernel::simulation
