#include "src/physics/sampler.h"

#include <cstdint>
#include <vector>

#include "gtest/gtest.h"

namespace starkernel::physics {
namespace {

/// When samples come, in reductions, if time is spent in such pieces, none beyond a sample.
std::vector<std::uint64_t> Samples(std::uint64_t piece) {
  Sampler sampler;
  sampler.Clear();
  sampler.Start();
  std::vector<std::uint64_t> samples;
  while (sampler.elapsed() < 8'000'000) {
    if (sampler.Spend(piece < sampler.remaining() ? piece : sampler.remaining())) {
      samples.push_back(sampler.elapsed());
    }
  }
  samples.resize(400);
  return samples;
}

TEST(Sampler, DoesNotDependOnHowTimeIsCut) {
  EXPECT_EQ(Samples(1), Samples(100'000'000));
  EXPECT_EQ(Samples(7), Samples(100'000'000));
}

TEST(Sampler, KeepsItsPeriodOnAverageAndVariesByHalfOfIt) {
  std::uint64_t before = 0;
  bool varies = false;
  const std::vector<std::uint64_t> samples = Samples(100'000'000);
  for (const std::uint64_t sample : samples) {
    EXPECT_GE(sample - before, 8193U);
    EXPECT_LE(sample - before, 24'576U);
    varies = varies || sample - before != samples.front();
    before = sample;
  }
  EXPECT_TRUE(varies);
  EXPECT_GT(before, 400U * 15'200);
  EXPECT_LT(before, 400U * 17'600);
}

TEST(Sampler, SeesEachPointWithAPeriodOfOne) {
  Sampler sampler;
  sampler.Clear();
  sampler.Start();
  sampler.SetPeriod(1);
  EXPECT_FALSE(sampler.Spend(10'000));
  for (int point = 0; point < 100; ++point) {
    EXPECT_EQ(sampler.remaining(), 1U);
    EXPECT_TRUE(sampler.Spend(3));
  }
  EXPECT_EQ(sampler.elapsed(), 10'300U);
}

TEST(Sampler, CountsNothingBeforeItIsStarted) {
  Sampler sampler;
  sampler.Clear();
  EXPECT_FALSE(sampler.Spend(1'000'000));
  EXPECT_EQ(sampler.elapsed(), 0U);
}

}  // namespace
}  // namespace starkernel::physics
