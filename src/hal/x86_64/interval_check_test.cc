#include "src/hal/x86_64/interval_check.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <initializer_list>

#include "src/base/text_collector.h"
#include "src/base/text_writer.h"

namespace starkernel::hal {
namespace {

IntervalCheck CheckOf(std::uint64_t period, std::initializer_list<std::uint64_t> moments) {
  IntervalCheck check(period);
  for (const std::uint64_t moment : moments) {
    check.Take(moment);
  }
  return check;
}

TEST(IntervalCheckTest, EachInterruptThatAnIntervalHadRoomForIsLost) {
  const auto lost = [](std::uint64_t interval) { return CheckOf(100, {7, 7 + interval}).lost(); };
  EXPECT_EQ(lost(51), 0U);
  EXPECT_EQ(lost(100), 0U);
  EXPECT_EQ(lost(149), 0U);
  EXPECT_EQ(lost(150), 1U);
  EXPECT_EQ(lost(249), 1U);
  EXPECT_EQ(lost(250), 2U);
  EXPECT_EQ(lost(1000), 9U);
  EXPECT_EQ(CheckOf(100, {0, 300, 600}).lost(), 4U);
}

TEST(IntervalCheckTest, HalfAPeriodOrLessIsTwice) {
  EXPECT_EQ(CheckOf(100, {7, 58}).doubled(), 0U);
  for (const std::uint64_t interval : {50U, 49U, 1U, 0U}) {
    const IntervalCheck check = CheckOf(100, {7, 7 + interval});
    EXPECT_EQ(check.doubled(), 1U) << interval;
    EXPECT_EQ(check.lost(), 0U) << interval;
  }
  EXPECT_EQ(CheckOf(5, {0, 2}).doubled(), 1U);
  EXPECT_EQ(CheckOf(5, {0, 3}).doubled(), 0U);
  EXPECT_EQ(CheckOf(5, {0, 3}).lost(), 0U);
}

TEST(IntervalCheckTest, TheWholeSpanIsRightWithinAThousandth) {
  EXPECT_TRUE(CheckOf(1000, {5, 1005, 2005}).SpanIsRight());
  EXPECT_TRUE(CheckOf(1000, {5, 1005, 2007}).SpanIsRight());
  EXPECT_FALSE(CheckOf(1000, {5, 1005, 2008}).SpanIsRight());
  EXPECT_TRUE(CheckOf(1000, {5, 1005, 2003}).SpanIsRight());
  EXPECT_FALSE(CheckOf(1000, {5, 1005, 2002}).SpanIsRight());
}

TEST(IntervalCheckTest, ALineSaysAll) {
  const auto line = [](const IntervalCheck& check) {
    TextCollector collector;
    TextWriter writer(collector);
    check.Write(writer);
    return collector.text();
  };
  EXPECT_EQ(line(CheckOf(1000, {0, 999, 2000})),
            "timer interrupts: 3, of which 0 were lost and 0 came twice; 999 to 1001 cycles apart, "
            "1000 expected; 2000 in all, 2000 expected: within 0.1 %\n");
  EXPECT_EQ(line(CheckOf(1000, {0, 3000, 3400})),
            "timer interrupts: 3, of which 2 were lost and 1 came twice; 400 to 3000 cycles apart, "
            "1000 expected; 3400 in all, 2000 expected: NOT within 0.1 %\n");
}

}  // namespace
}  // namespace starkernel::hal
