#include "src/physics/levene.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "gtest/gtest.h"
#include "src/base/fixed_point.h"

namespace starkernel::physics {
namespace {

TEST(Levene, IsZeroWhereChunksVaryAlike) {
  EXPECT_EQ(LeveneStatistic(std::vector<std::uint16_t>(12, 7), 4), FixedPoint());
  // The same spread about another mean.
  EXPECT_EQ(LeveneStatistic(std::vector<std::uint16_t>{1, 3, 1, 3, 11, 13, 11, 13}, 4),
            FixedPoint());
}

TEST(Levene, IsTheRatioOfTheDefinition) {
  // Distances from the means, 2 and 4: 1 1 1 1 and 0 4 4 0. Their means are 1 and 2, that of all
  // 1.5; between 4 * 2 * 0.25 = 2, within 16; W = (8 - 2) / 1 * 2 / 16.
  const std::vector<std::uint16_t> values{1, 3, 1, 3, 4, 8, 0, 4};
  EXPECT_EQ(LeveneStatistic(values, 4), FixedPoint::FromUnits(65536 * 3 / 4));
}

TEST(Levene, LooksAtTheNewestWholeChunks) {
  const std::vector<std::uint16_t> values{60000, 0, 1, 3, 1, 3, 4, 8, 0, 4};
  EXPECT_EQ(LeveneStatistic(values, 4), FixedPoint::FromUnits(65536 * 3 / 4));
}

TEST(Levene, IsTheGreatestNumberWhereOnlyChunksDiffer) {
  const std::vector<std::uint16_t> values{5, 5, 5, 5, 0, 8, 0, 8};
  // 6 times the greatest number saturates, and one degree of freedom divides it by 1.
  EXPECT_EQ(LeveneStatistic(values, 4),
            FixedPoint::FromUnits(std::numeric_limits<std::int64_t>::max()));
}

TEST(Levene, HoldsTheGreatestDifferences) {
  std::vector<std::uint16_t> values(4096, 0);
  for (std::size_t index = 2048; index < values.size(); index += 2) {
    values[index] = 65535;
  }
  for (std::size_t index = 0; index < 2048; index += 64) {
    values[index] = 65535;
  }
  EXPECT_GT(LeveneStatistic(values, 1024), FixedPoint::FromUnits(65536 * 6));
}

}  // namespace
}  // namespace starkernel::physics
