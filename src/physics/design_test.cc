#include "src/physics/design.h"

#include <cstdint>
#include <set>
#include <tuple>

#include "gtest/gtest.h"
#include "src/physics/loop.h"

namespace starkernel::physics {
namespace {

TEST(DesignTest, HasEachSettingWithEachWorkloadOnceInEachRepetition) {
  std::set<std::tuple<std::uint64_t, std::uint64_t, std::uint8_t>> points;
  for (std::uint64_t run = 0; run < 2 * kRunsInRepetition; ++run) {
    const DesignPoint point = PointOf(run);
    EXPECT_LT(point.repetition, 2U);
    EXPECT_LT(point.workload, kWorkloads);
    points.insert({point.repetition, point.workload, point.loops.bits()});
  }
  EXPECT_EQ(points.size(), 2 * 3 * 129U);
}

TEST(DesignTest, HasTheModesInOneSettingAlone) {
  EXPECT_EQ(PointOf(0).loops, LoopSet(0));
  EXPECT_EQ(PointOf((127 * 3) + 2).loops, LoopSet(127));
  EXPECT_EQ(PointOf(128 * 3).loops, kAllLoops);
  EXPECT_EQ(PointOf(386).loops, kAllLoops);
  EXPECT_EQ(PointOf(386).repetition, 0U);
  EXPECT_EQ(PointOf(387).repetition, 1U);
  EXPECT_EQ(PointOf(387).loops, LoopSet(0));
}

}  // namespace
}  // namespace starkernel::physics
