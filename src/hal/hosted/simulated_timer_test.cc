#include "src/hal/hosted/simulated_timer.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/thread_annotations.h"
#include "src/hal/clock.h"
#include "src/hal/hosted/hosted_clock.h"

namespace starkernel::hal {
namespace {

void PretendInterruptsOff() SK_ASSERT_CAPABILITY(kInterruptsOff) {}

class FakeClock final : public Clock {
 public:
  Nanoseconds Now() override { return now; }
  Nanoseconds now{0};
};

TEST(SimulatedTimerTest, ExpiresOnceAtTheMoment) {
  PretendInterruptsOff();
  FakeClock clock;
  SimulatedTimer timer(clock);
  EXPECT_EQ(timer.TimeLeft(), Nanoseconds(std::numeric_limits<std::uint64_t>::max()));
  timer.StartOnce(Nanoseconds(1'000'001));
  EXPECT_EQ(timer.TimeLeft(), Nanoseconds(1'000'001));
  clock.now = Nanoseconds(1'000'000);
  EXPECT_EQ(timer.TakeExpirations(), 0U);
  clock.now = Nanoseconds(1'000'001);
  EXPECT_EQ(timer.TimeLeft(), Nanoseconds(0));
  EXPECT_EQ(timer.TakeExpirations(), 1U);
  clock.now = Nanoseconds(9'000'000);
  EXPECT_EQ(timer.TakeExpirations(), 0U);
}

TEST(SimulatedTimerTest, PeriodsAreCountedWhileNobodyLooks) {
  PretendInterruptsOff();
  FakeClock clock;
  SimulatedTimer timer(clock);
  timer.StartPeriodic(Nanoseconds(10));
  clock.now = Nanoseconds(9);
  EXPECT_EQ(timer.TakeExpirations(), 0U);
  clock.now = Nanoseconds(39);
  EXPECT_EQ(timer.TakeExpirations(), 3U);
  clock.now = Nanoseconds(40);
  EXPECT_EQ(timer.TakeExpirations(), 1U);
  clock.now = Nanoseconds(55);
  timer.Stop();
  clock.now = Nanoseconds(100);
  EXPECT_EQ(timer.TakeExpirations(), 1U) << "the one before it was stopped";
}

TEST(SimulatedTimerTest, LongDelaysAreCut) {
  PretendInterruptsOff();
  FakeClock clock;
  SimulatedTimer timer(clock);
  timer.StartOnce(Nanoseconds(std::numeric_limits<std::uint64_t>::max()));
  clock.now = timer.Longest();
  EXPECT_EQ(timer.TakeExpirations(), 1U);
}

TEST(HostedClockTest, NeverGoesBackAndKnowsTheDate) {
  HostedClock clock;
  const Nanoseconds first = clock.Now();
  EXPECT_GE(clock.Now(), first);
  const auto date = HostDate();
  ASSERT_TRUE(date.ok());
  EXPECT_GE(date.value().year, 2024);
}

}  // namespace
}  // namespace starkernel::hal
