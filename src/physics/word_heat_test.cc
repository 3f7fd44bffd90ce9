#include "src/physics/word_heat.h"

#include <cstdint>
#include <limits>
#include <random>

#include "gtest/gtest.h"
#include "src/base/fixed_point.h"

namespace starkernel::physics {
namespace {

FixedPoint Units(std::int64_t units) { return FixedPoint::FromUnits(units); }
constexpr FixedPoint kThird = FixedPoint::FromUnits(21845);

TEST(WordHeat, WarmsByOneAtEachSight) {
  WordHeat word;
  Warm(word, 10);
  EXPECT_EQ(word.heat, Units(65536));
  // A heat of 1 is a temperature of 256, of which a quarter is there at once.
  EXPECT_EQ(word.temperature, 64);
  EXPECT_EQ(word.latency, Units(0));
  Warm(word, 14);
  EXPECT_EQ(word.heat, Units(2 * 65536));
  EXPECT_EQ(word.temperature, (3 * 64 + 512) / 4);
  EXPECT_EQ(word.latency, Units(4 * 65536));
  Warm(word, 22);
  EXPECT_EQ(word.latency, Units((3 * 4 + 8) * 65536 / 4));
  EXPECT_EQ(word.seen, 22U);
}

TEST(WordHeat, StaysAtTheMost) {
  WordHeat word;
  word.heat = Units((kMostHeat - 1) * 65536);
  Warm(word, 1);
  EXPECT_EQ(word.heat, Units(kMostHeat * 65536));
  Warm(word, 2);
  EXPECT_EQ(word.heat, Units(kMostHeat * 65536));
  for (std::uint64_t now = 3; now < 60; ++now) {
    Warm(word, now);
  }
  // The last steps of a quarter are lost to rounding down.
  EXPECT_GE(word.temperature, 65532);
}

TEST(WordHeat, CoolsByTheSlopeInABeat) {
  const FixedPoint heat = Units(3 * 65536);
  EXPECT_EQ(Cooled(heat, 256, kThird), Units(3 * 65536 - 21845));
  EXPECT_EQ(Cooled(heat, 128, kThird), Units(3 * 65536 - 10922));
  EXPECT_EQ(Cooled(heat, 0, kThird), heat);
  EXPECT_EQ(Cooled(heat, 2304, kThird), Units(3));
  EXPECT_EQ(Cooled(heat, 2305, kThird), Units(0));
  EXPECT_EQ(Cooled(heat, std::numeric_limits<std::uint64_t>::max(), kThird), Units(0));
  EXPECT_EQ(Cooled(heat, 256, Units(-1)), heat);
}

TEST(WordHeat, IsKeptByFrozenWords) {
  WordHeat word{.frozen = true, .heat = Units(5)};
  Cool(word, 1'000'000, kThird);
  EXPECT_EQ(word.heat, Units(5));
  // What went by while it was frozen does not count later.
  word.frozen = false;
  Cool(word, 1'000'000, kThird);
  EXPECT_EQ(word.heat, Units(5));
  Cool(word, 1'000'256, kThird);
  EXPECT_EQ(word.heat, Units(0));
}

// Whatever happens to a word, its heat stays within its bounds, and cooling is monotonic: never
// upwards, the more the longer and the steeper.
TEST(WordHeat, NeverLeavesItsBoundsAndCoolsMonotonically) {
  std::mt19937_64 random(8);  // The same each time.
  WordHeat word;
  std::uint64_t now = 1;
  for (int step = 0; step < 200'000; ++step) {
    now += random() % 4 == 0 ? random() >> (16 + random() % 48) : random() % 300;
    const FixedPoint slope = Units(static_cast<std::int64_t>(random() >> (2 + random() % 62)));
    if (random() % 3 != 0) {
      Warm(word, now);
    } else {
      const FixedPoint before = word.heat;
      const std::uint64_t samples = random() >> (1 + random() % 63);
      const FixedPoint cooled = Cooled(before, samples, slope);
      ASSERT_LE(cooled, before);
      ASSERT_LE(Cooled(before, samples + random() % 1000, slope), cooled);
      ASSERT_LE(Cooled(before, samples, slope + Units(1)), cooled);
      word.frozen = random() % 2 == 0;
      Cool(word, now, slope);
      ASSERT_LE(word.heat, before);
      ASSERT_TRUE(!word.frozen || word.heat == before);
    }
    ASSERT_FALSE(word.heat.IsNegative());
    ASSERT_LE(word.heat, Units(kMostHeat * 65536));
    ASSERT_FALSE(word.latency.IsNegative());
  }
}

}  // namespace
}  // namespace starkernel::physics
