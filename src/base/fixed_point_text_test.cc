#include "src/base/fixed_point_text.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <string_view>

#include "src/base/error.h"
#include "src/base/fixed_point.h"
#include "src/base/text_collector.h"
#include "src/base/text_writer.h"

namespace starkernel {
namespace {

std::string TextOf(std::int64_t units) {
  TextCollector sink;
  TextWriter writer(sink);
  FormatValue(writer, FixedPoint::FromUnits(units));
  return sink.text();
}

std::int64_t UnitsOf(std::string_view text) { return ReadFixedPoint(text).value().units(); }

TEST(FixedPointTextTest, WritesTheExactNumber) {
  EXPECT_EQ(TextOf(0), "0");
  EXPECT_EQ(TextOf(65536 * 3), "3");
  EXPECT_EQ(TextOf(-32768), "-0.5");
  EXPECT_EQ(TextOf(1), "0.0000152587890625");
  EXPECT_EQ(TextOf(65535), "0.9999847412109375");
  EXPECT_EQ(TextOf(std::numeric_limits<std::int64_t>::min()), "-140737488355328");
  EXPECT_EQ(TextOf(std::numeric_limits<std::int64_t>::max()), "140737488355327.9999847412109375");
}

TEST(FixedPointTextTest, ReadsBackWhatItWrote) {
  std::mt19937_64 random(5);
  for (int round = 0; round < 5'000; ++round) {
    const auto units = static_cast<std::int64_t>(random()) >> (random() % 64);
    ASSERT_EQ(UnitsOf(TextOf(units)), units);
  }
  for (const std::int64_t units :
       {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}) {
    EXPECT_EQ(UnitsOf(TextOf(units)), units);
  }
}

TEST(FixedPointTextTest, RoundsToTheNearestNumberAndHalfwayToTheEvenOne) {
  EXPECT_EQ(UnitsOf("0.333333"), 21845);
  EXPECT_EQ(UnitsOf("0.00000762939453125"), 0);  // 1/2 unit
  EXPECT_EQ(UnitsOf("0.000007629394531251"), 1);
  EXPECT_EQ(UnitsOf("0.00002288818359375"), 2);  // 3/2 units
  EXPECT_EQ(UnitsOf("0.9999999999999999999"), 65536);
  EXPECT_EQ(UnitsOf("-0.333333"), -21845);
  EXPECT_EQ(UnitsOf("-0"), 0);
  EXPECT_EQ(UnitsOf("007.50"), 491520);
}

TEST(FixedPointTextTest, RefusesWhatIsNoNumber) {
  for (const std::string_view text : {"", "-", ".", "1.", ".5", "+1", "1e3", "0x1", " 1", "1 ",
                                      "1.2.3", "--1", "1.-5", "0.12345678901234567890"}) {
    EXPECT_EQ(ReadFixedPoint(text).error(), Error::kInvalidArgument) << text;
  }
}

TEST(FixedPointTextTest, RefusesWhatDoesNotFit) {
  EXPECT_EQ(ReadFixedPoint("140737488355328").error(), Error::kOverflow);
  EXPECT_EQ(UnitsOf("-140737488355328"), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(ReadFixedPoint("-140737488355328.00001").error(), Error::kOverflow);
  EXPECT_EQ(ReadFixedPoint("140737488355327.9999999").error(), Error::kOverflow);
  EXPECT_EQ(ReadFixedPoint("18446744073709551616").error(), Error::kOverflow);
}

}  // namespace
}  // namespace starkernel
