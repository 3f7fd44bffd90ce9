// Measuring the pace of a counter, and time from it, in a simulated world.
#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <string>

#include "src/base/error.h"
#include "src/base/format.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_collector.h"
#include "src/base/text_writer.h"
#include "src/hal/date.h"
#include "src/hal/time/calibration.h"
#include "src/hal/time/counter.h"
#include "src/hal/time/monotonic_clock.h"
#include "src/hal/time/simulated_counter.h"
#include "src/hal/time/tick_length.h"

namespace starkernel::hal {
namespace {

constexpr std::uint64_t kMicrosecond = 1'000'000;  // in picoseconds
constexpr std::uint64_t kTsc = 2'095'000'000;
constexpr std::uint64_t kPmTimer = 3'579'545;
constexpr std::uint64_t kHpet = 100'000'000;

static_assert(TicksBetween(5, 9, 24) == 4);
static_assert(TicksBetween(0xFF'FFFF, 0, 24) == 1);
static_assert(TicksBetween(0xFFFF'FFFE, 3, 32) == 5);
static_assert(TicksBetween(~std::uint64_t{0}, 1, 64) == 2);

// What the clock is off by, in millionths of its pace.
std::uint64_t OffBy(std::uint64_t measured, std::uint64_t truth) {
  const std::uint64_t difference = measured > truth ? measured - truth : truth - measured;
  return (difference * 1'000'000 + truth - 1) / truth;
}

class CalibrationTest : public testing::Test {
 protected:
  Result<Calibration> Measure(SimulatedCounter& reference, unsigned bits, TickLength tick) {
    return Calibrate({.counter = reference, .bits = bits, .tick = tick}, tsc_, 64, {});
  }

  SimulatedTime time_;
  SimulatedCounter tsc_{time_, {.hertz = kTsc, .reading = 10'000}};
};

TEST_F(CalibrationTest, TheTruthLiesWithinTheBoundForEveryReference) {
  struct Case {
    std::uint64_t hertz;
    unsigned bits;
    std::uint64_t most_ppm;
  };
  for (const Case& test : {Case{.hertz = kHpet, .bits = 32, .most_ppm = 100},
                           Case{.hertz = 14'318'180, .bits = 32, .most_ppm = 100},
                           Case{.hertz = kPmTimer, .bits = 24, .most_ppm = 200},
                           Case{.hertz = 1'193'182, .bits = 16, .most_ppm = 300}}) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      SimulatedCounter reference(time_, {.hertz = test.hertz,
                                         .bits = test.bits,
                                         .reading = kMicrosecond,
                                         .jitter = 300'000,
                                         .start = seed * 0x1234'5678'9ABC'DEF1U});
      const auto result = Measure(reference, test.bits, TickLength::OfFrequency(test.hertz));
      ASSERT_TRUE(result.ok()) << test.hertz << " Hz, seed " << seed;
      EXPECT_LE(OffBy(result.value().hertz, kTsc), result.value().error_ppm) << test.hertz;
      EXPECT_LE(result.value().error_ppm, test.most_ppm) << test.hertz;
      EXPECT_GE(result.value().error_ppm, 1U);
    }
  }
}

TEST_F(CalibrationTest, ASlowerReadingGivesAWiderBound) {
  SimulatedCounter quick(time_, {.hertz = kHpet, .bits = 32, .reading = kMicrosecond / 10});
  SimulatedCounter slow(time_, {.hertz = kHpet, .bits = 32, .reading = kMicrosecond * 10});
  const TickLength tick = TickLength::OfFrequency(kHpet);
  EXPECT_LT(Measure(quick, 32, tick).value().error_ppm * 10,
            Measure(slow, 32, tick).value().error_ppm);
}

TEST_F(CalibrationTest, TheReferenceMayPassItsEnd) {
  // 24 bits end 1 ms into the measurement, 32 bits likewise.
  SimulatedCounter narrow(time_, {.hertz = kPmTimer,
                                  .bits = 24,
                                  .reading = kMicrosecond,
                                  .start = 0xFF'FFFF - kPmTimer / 1000});
  EXPECT_LE(OffBy(Measure(narrow, 24, TickLength::OfFrequency(kPmTimer)).value().hertz, kTsc),
            200U);
  time_.now = 0;
  SimulatedCounter wide(
      time_,
      {.hertz = kHpet, .bits = 32, .reading = kMicrosecond, .start = 0xFFFF'FFFF - kHpet / 1000});
  EXPECT_LE(OffBy(Measure(wide, 32, TickLength::OfFemtoseconds(10'000'000)).value().hertz, kTsc),
            100U);
}

TEST_F(CalibrationTest, OneDisturbedWindowDoesNotMatter) {
  SimulatedCounter reference(time_, {.hertz = kHpet, .bits = 32, .reading = kMicrosecond});
  // The processor stands still between the two counters of every try of one sample.
  reference.on_read = [this](std::uint64_t read) {
    if (read > 4000 && read < 4020) {
      time_.now += 700 * kMicrosecond;
    }
  };
  const auto result = Measure(reference, 32, TickLength::OfFrequency(kHpet));
  ASSERT_TRUE(result.ok());
  EXPECT_LE(OffBy(result.value().hertz, kTsc), result.value().error_ppm);
}

TEST_F(CalibrationTest, StuckCountersAreAnErrorAndNoHang) {
  SimulatedCounter reference(time_, {.hertz = kHpet, .bits = 32, .reading = kMicrosecond});
  reference.stuck = true;
  EXPECT_EQ(Measure(reference, 32, TickLength::OfFrequency(kHpet)).error(), Error::kDeviceFailure);
  reference.stuck = false;
  tsc_.stuck = true;
  EXPECT_EQ(Measure(reference, 32, TickLength::OfFrequency(kHpet)).error(), Error::kDeviceFailure);
}

TEST_F(CalibrationTest, ACrawlingReferenceIsAnErrorAndNoHang) {
  SimulatedCounter reference(time_, {.hertz = 100'000, .bits = 32, .reading = 1000});
  EXPECT_EQ(Measure(reference, 32, TickLength::OfFrequency(kHpet)).error(), Error::kDeviceFailure);
}

TEST_F(CalibrationTest, WindowsThatDisagreeAreAnError) {
  SimulatedCounter reference(time_, {.hertz = kHpet, .bits = 32, .reading = kMicrosecond});
  // Each window is stretched by another, growing amount that the reference does not see.
  std::uint64_t hidden = 0;
  class Drifting final : public Counter {
   public:
    Drifting(Counter& inner, std::uint64_t& hidden) : inner_(inner), hidden_(hidden) {}
    std::uint64_t Read() override {
      hidden_ += ++reads_ % 7 == 0 ? reads_ * 500'000 : 0;
      return inner_.Read() + hidden_;
    }

   private:
    Counter& inner_;
    std::uint64_t& hidden_;
    std::uint64_t reads_ = 0;
  };
  Drifting drifting(tsc_, hidden);
  EXPECT_EQ(Calibrate({.counter = reference, .bits = 32, .tick = TickLength::OfFrequency(kHpet)},
                      drifting, 64, {})
                .error(),
            Error::kDeviceFailure);
}

TEST(TickLengthTest, ConvertsBothWays) {
  const TickLength tsc = TickLength::OfFrequency(kTsc);
  EXPECT_EQ(tsc.Duration(kTsc), Nanoseconds(1'000'000'000));
  // Ten years in ticks need 128 bits on the way.
  EXPECT_EQ(tsc.Duration(kTsc * 315'360'000), Nanoseconds(315'360'000'000'000'000));
  EXPECT_EQ(tsc.Ticks(Nanoseconds(1)), 3U) << "at least so long";
  EXPECT_EQ(tsc.Ticks(Nanoseconds(0)), 0U);
  EXPECT_EQ(TickLength::OfFemtoseconds(69'841'279).Duration(14'318'180),
            Nanoseconds(1'000'000'004));
  EXPECT_EQ(TickLength({.numerator = 2, .denominator = 1}).Duration(~std::uint64_t{0}),
            Nanoseconds(~std::uint64_t{0}));
}

TEST(MonotonicClockTest, CountsPassagesOfTheEnd) {
  SimulatedTime time;
  SimulatedCounter counter(time, {.hertz = kPmTimer, .bits = 24, .start = 0xFF'0000});
  MonotonicClock clock(counter, 24, TickLength::OfFrequency(kPmTimer));
  for (int second = 1; second <= 60; ++second) {
    time.now += kMicrosecond * 1'000'000;
    const std::uint64_t now = clock.Now().value();
    EXPECT_GE(now + 300, static_cast<std::uint64_t>(second) * 1'000'000'000);
    EXPECT_LE(now, static_cast<std::uint64_t>(second) * 1'000'000'000);
  }
}

TEST(MonotonicClockTest, NeverGoesBack) {
  class Wild final : public Counter {
   public:
    std::uint64_t Read() override {
      // Forward, and sometimes back a little, as between processors.
      position_ += random_() % 1000;
      return random_() % 4 == 0 ? position_ - random_() % 500 : position_;
    }

   private:
    std::mt19937_64 random_{7};
    std::uint64_t position_ = 1'000'000;
  };
  Wild counter;
  MonotonicClock clock(counter, 64, {});
  Nanoseconds last{0};
  for (int round = 0; round < 10'000; ++round) {
    const Nanoseconds now = clock.Now();
    EXPECT_GE(now, last);
    EXPECT_LE(now.value() - last.value(), 3'000U);
    last = now;
  }
  EXPECT_GT(last.value(), 4'000'000U);
}

TEST(DateTest, DaysThatExist) {
  EXPECT_TRUE(Exists({.year = 2024, .month = 2, .day = 29}));
  EXPECT_FALSE(Exists({.year = 2023, .month = 2, .day = 29}));
  EXPECT_FALSE(Exists({.year = 2100, .month = 2, .day = 29}));
  EXPECT_TRUE(Exists({.year = 2000, .month = 2, .day = 29}));
  EXPECT_FALSE(Exists({.year = 2024, .month = 0, .day = 1}));
  EXPECT_FALSE(Exists({.year = 2024, .month = 13, .day = 1}));
  EXPECT_FALSE(Exists({.year = 2024, .month = 4, .day = 31}));
  EXPECT_FALSE(Exists({.year = 2024, .month = 4, .day = 30, .hour = 24}));
  EXPECT_FALSE(Exists({.year = 2024, .month = 4, .day = 30, .minute = 60}));
  EXPECT_FALSE(Exists({.year = 2024, .month = 4, .day = 30, .second = 60}));
}

TEST(DateTest, SecondsAndText) {
  EXPECT_EQ(SecondsSince2000({.year = 2000, .month = 1, .day = 1}), 0U);
  EXPECT_EQ(SecondsSince2000(
                {.year = 2000, .month = 12, .day = 31, .hour = 23, .minute = 59, .second = 59}),
            366U * 86'400U - 1);
  EXPECT_EQ(SecondsSince2000({.year = 2024, .month = 3, .day = 1}), 762'566'400U);
  TextCollector text;
  TextWriter writer(text);
  Format(writer, "{}",
         Date{.year = 2026, .month = 1, .day = 2, .hour = 3, .minute = 4, .second = 5});
  EXPECT_EQ(text.text(), "2026-01-02 03:04:05");
}

}  // namespace
}  // namespace starkernel::hal
