#include "src/kernel/simulation/sweep.h"

#include <cstdint>

#include "gtest/gtest.h"
#include "src/base/test_effort.h"
#include "src/kernel/simulation/panic_position.h"

namespace starkernel::kernel::simulation {
namespace {

SweepOutcome SweepSeeds(SweepKind kind, std::uint64_t seeds, SweepRange range) {
  ReportPositionOfPanics();
  SweepOutcome sum;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const SweepOutcome outcome = Sweep(kind, seed, range);
    EXPECT_EQ(outcome.failure, "") << "seed " << seed;
    sum.runs += outcome.runs;
    sum.windows += outcome.windows;
    sum.killed += outcome.killed;
    sum.faults += outcome.faults;
  }
  return sum;
}

// Some places of a long run, fewer of them if a share is wanted; `simulate --places` takes all.

TEST(Sweep, WhoeverRunsIsKilledAtAnyReduction) {
  // Neither 2 nor 5 divides it: where so many take turns, it would always be the same one.
  const auto stride = 12 * TestShare() + 1;
  const SweepOutcome sum =
      SweepSeeds(SweepKind::kKillRunning, 2, {.most = 50 / TestShare() * stride, .stride = stride});
  EXPECT_EQ(sum.runs, 100 / TestShare());
  // In the other windows it is VM[0] that runs.
  EXPECT_GT(sum.killed, sum.runs / 5);
}

TEST(Sweep, AnotherIsKilledAtAnyReduction) {
  const SweepOutcome sum =
      SweepSeeds(SweepKind::kKillOther, 2, {.most = 700, .stride = 14 * TestShare()});
  EXPECT_EQ(sum.runs, 100 / TestShare());
  EXPECT_GT(sum.killed, sum.runs / 2);
}

TEST(Sweep, ARequestToTheHeapFails) {
  const SweepOutcome sum =
      SweepSeeds(SweepKind::kRequests, 2, {.most = 600, .stride = 8 * TestShare()});
  EXPECT_GT(sum.runs, 40 / TestShare());
  EXPECT_GT(sum.faults, 0U);
}

TEST(Sweep, TheFramesComeToAnEnd) {
  const SweepOutcome sum =
      SweepSeeds(SweepKind::kFrames, 2, {.most = 400, .stride = 4 * TestShare()});
  EXPECT_GT(sum.runs, 20 / TestShare());
  EXPECT_GT(sum.faults, 0U);
}

}  // namespace
}  // namespace starkernel::kernel::simulation
