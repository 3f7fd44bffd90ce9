// What a PC tells the time by, with pretended registers and ports.
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "src/base/error.h"
#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/text_collector.h"
#include "src/base/text_writer.h"
#include "src/base/thread_annotations.h"
#include "src/hal/date.h"
#include "src/hal/time/simulated_counter.h"
#include "src/hal/time/tick_length.h"
#include "src/hal/x86_64/apic/local_apic.h"
#include "src/hal/x86_64/devices/register_block.h"
#include "src/hal/x86_64/time/apic_timer.h"
#include "src/hal/x86_64/time/cycle_rate.h"
#include "src/hal/x86_64/time/hpet.h"
#include "src/hal/x86_64/time/port_counters.h"
#include "src/hal/x86_64/time/real_time_clock.h"
#include "src/hal/x86_64/time/time_keeper.h"
#include "src/hal/x86_64/wide_port_space.h"

namespace starkernel::hal {
namespace {

void PretendInterruptsOff() SK_ASSERT_CAPABILITY(kInterruptsOff) {}

class FakeRegisters final : public RegisterBlock {
 public:
  std::uint32_t Read(std::uint32_t offset) override { return values[offset]; }
  void Write(std::uint32_t offset, std::uint32_t value) override { values[offset] = value; }
  std::map<std::uint32_t, std::uint32_t> values;
};

TEST(HpetTest, StartsWhatHasASensiblePeriod) {
  FakeRegisters registers;
  registers.values = {{0x004, 10'000'000}, {0x010, 2}, {0x0F0, 1234}};
  auto hpet = Hpet::Start(registers);
  ASSERT_TRUE(hpet.ok());
  EXPECT_EQ(registers.values[0x010], 1U) << "enabled, and the old timers keep their interrupts";
  EXPECT_EQ(hpet.value().Read(), 1234U);
  EXPECT_EQ(hpet.value().tick().Duration(100), Nanoseconds(1000));
  for (const auto& [period, good] : {std::pair{0U, false},
                                     {1U, true},
                                     {100'000'000U, true},
                                     {100'000'001U, false},
                                     {0xFFFF'FFFFU, false}}) {
    registers.values[0x004] = period;
    EXPECT_EQ(Hpet::Start(registers).ok(), good) << period;
  }
}

class FakePorts final : public WidePortSpace {
 public:
  std::uint8_t Read8(std::uint16_t port) override {
    if (port == 0x71) {
      ++reads;
      if (index == 0x0A) {
        const bool updates = updating > 0;
        updating -= updates ? 1 : 0;
        return updates ? 0x80 : 0;
      }
      if (reads == change_at) {
        cmos[0] = static_cast<std::uint8_t>(cmos[0] + 1);
      }
      return cmos[index];
    }
    if (port == 0x42) {
      const std::uint16_t now = latched;
      latched = static_cast<std::uint16_t>(now >> 8U);
      return static_cast<std::uint8_t>(now & 0xFFU);
    }
    return 0;
  }
  void Write8(std::uint16_t port, std::uint8_t value) override {
    if (port == 0x70) {
      index = value;
    }
    written.emplace_back(port, value);
  }
  std::uint16_t Read16(std::uint16_t /*port*/) override { return 0; }
  void Write32(std::uint16_t /*port*/, std::uint32_t /*value*/) override {}
  void Write16(std::uint16_t /*port*/, std::uint16_t /*value*/) override {}
  std::uint32_t Read32(std::uint16_t port) override { return port == 0x608 ? 0xAB12'3456 : 0; }

  std::uint8_t index = 0;
  int updating = 0;
  int reads = 0;
  int change_at = -1;
  std::uint16_t latched = 0;
  std::map<int, std::uint8_t> cmos;
  std::vector<std::pair<std::uint16_t, std::uint8_t>> written;
};

TEST(PmTimerTest, HasThe24Or32BitsThatItHas) {
  FakePorts ports;
  EXPECT_EQ(PmTimer(ports, 0x608, 24).Read(), 0x12'3456U);
  EXPECT_EQ(PmTimer(ports, 0x608, 32).Read(), 0xAB12'3456U);
}

TEST(IntervalTimerTest, CountsUpWhatCountsDown) {
  FakePorts ports;
  IntervalTimer timer(ports);
  ports.latched = 0xFFFE;
  EXPECT_EQ(timer.Read(), 1U);
  ports.latched = 0;
  EXPECT_EQ(timer.Read(), 0xFFFFU);
}

class RealTimeClockTest : public testing::Test {
 protected:
  void Show(const std::array<unsigned, 7>& values, unsigned mode) {
    constexpr std::array<int, 7> kIndexes = {0, 2, 4, 7, 8, 9, 0x32};
    for (std::size_t place = 0; place < values.size(); ++place) {
      ports_.cmos[kIndexes.at(place)] = static_cast<std::uint8_t>(values.at(place));
    }
    ports_.cmos[0x0B] = static_cast<std::uint8_t>(mode);
  }
  Result<Date> Read(std::uint8_t century = 0x32) { return RealTimeClock(ports_, century).Read(); }

  FakePorts ports_;
  Date date_{.year = 2026, .month = 11, .day = 20, .hour = 20, .minute = 37, .second = 59};
};

TEST_F(RealTimeClockTest, DecimalAndBinary) {
  Show({0x59, 0x37, 0x20, 0x20, 0x11, 0x26, 0x20}, 0x02);
  EXPECT_EQ(Read().value(), date_);
  Show({59, 37, 20, 20, 11, 26, 20}, 0x06);
  EXPECT_EQ(Read().value(), date_);
}

TEST_F(RealTimeClockTest, TwelveHours) {
  for (const auto& [shown, hour] : {std::pair{0x88U, 20}, {0x12U, 0}, {0x92U, 12}, {0x01U, 1}}) {
    Show({0x59, 0x37, shown, 0x20, 0x11, 0x26, 0x20}, 0x00);
    ASSERT_TRUE(Read().ok()) << shown;
    EXPECT_EQ(Read().value().hour, hour) << shown;
  }
  for (const unsigned shown : {0x00U, 0x13U}) {
    Show({0x59, 0x37, shown, 0x20, 0x11, 0x26, 0x20}, 0x00);
    EXPECT_EQ(Read().error(), Error::kDeviceFailure) << shown;
  }
}

TEST_F(RealTimeClockTest, WithoutACenturyItIsGuessed) {
  Show({0x59, 0x37, 0x20, 0x20, 0x11, 0x69, 0x19}, 0x02);
  EXPECT_EQ(Read(0).value().year, 2069);
  EXPECT_EQ(Read().value().year, 1969) << "the register says so";
  Show({0x59, 0x37, 0x20, 0x20, 0x11, 0x70, 0x00}, 0x02);
  EXPECT_EQ(Read(0).value().year, 1970);
  EXPECT_EQ(Read().value().year, 1970) << "0 is no century";
}

TEST_F(RealTimeClockTest, WaitsForAnUpdateButNotForEver) {
  Show({0x59, 0x37, 0x20, 0x20, 0x11, 0x26, 0x20}, 0x02);
  ports_.updating = 100;
  EXPECT_EQ(Read().value(), date_);
  ports_.updating = 1'000'000'000;
  EXPECT_EQ(Read().error(), Error::kDeviceFailure);
}

TEST_F(RealTimeClockTest, ASecondThatPassesInBetweenIsReadAgain) {
  Show({0x58, 0x37, 0x20, 0x20, 0x11, 0x26, 0x20}, 0x02);
  ports_.change_at = 5;
  EXPECT_EQ(Read().value(), date_);
}

TEST_F(RealTimeClockTest, WhatIsNoDateIsAnError) {
  Show({0x5A, 0x37, 0x20, 0x20, 0x11, 0x26, 0x20}, 0x02);
  EXPECT_EQ(Read().error(), Error::kDeviceFailure);
  Show({0x59, 0x37, 0x20, 0x31, 0x11, 0x26, 0x20}, 0x02);
  EXPECT_EQ(Read().error(), Error::kDeviceFailure);
  Show({0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}, 0xFF);
  EXPECT_EQ(Read().error(), Error::kDeviceFailure);
}

static_assert(!EnumeratedFrequency({.eax = 0, .ebx = 2, .ecx = 3}));
static_assert(!EnumeratedFrequency({.eax = 1, .ebx = 0, .ecx = 3}));
static_assert(!EnumeratedFrequency({.eax = 1, .ebx = 2, .ecx = 0}));
static_assert(EnumeratedFrequency({.eax = 2, .ebx = 168, .ecx = 24'000'000}) == 2'016'000'000);

class NoExpirations final : public ExpirationCount {
 public:
  std::uint64_t Take() override { return 0; }
};

TEST(ApicTimerTest, DelaysInTicks) {
  PretendInterruptsOff();
  FakeRegisters registers;
  LocalApic apic;
  apic.Enable(registers, false, {});
  NoExpirations none;
  ApicTimer timer(apic, none);
  EXPECT_EQ(timer.Longest(), Nanoseconds(0));
  timer.UseTicks(TickLength::OfFrequency(62'500'000));
  EXPECT_EQ(timer.Longest(), Nanoseconds(68'719'476'720));
  timer.StartOnce(Nanoseconds(1'000'000));
  EXPECT_EQ(registers.values[0x380], 62'500U);
  EXPECT_EQ(registers.values[0x320], 0xF0U);
  timer.StartOnce(Nanoseconds(0));
  EXPECT_EQ(registers.values[0x380], 1U) << "0 would stop it";
  timer.StartOnce(Nanoseconds(~std::uint64_t{0}));
  EXPECT_EQ(registers.values[0x380], 0xFFFF'FFFFU);
  timer.StartPeriodic(Nanoseconds(17));
  EXPECT_EQ(registers.values[0x380], 1U) << "a period is rounded to the nearest tick";
  timer.StartOnce(Nanoseconds(17));
  EXPECT_EQ(registers.values[0x380], 2U) << "a delay is rounded up";
  timer.StartPeriodic(Nanoseconds(17));
  EXPECT_EQ(registers.values[0x320], 0x2'00F0U);
  timer.Stop();
  EXPECT_EQ(registers.values[0x380], 0U);
}

TEST(ApicTimerTest, DelaysByDeadlines) {
  PretendInterruptsOff();
  class Deadlines final : public DeadlineRegister {
   public:
    void Write(std::uint64_t cycles) override { written.push_back(cycles); }
    std::vector<std::uint64_t> written;
  };
  FakeRegisters registers;
  LocalApic apic;
  apic.Enable(registers, true, {});
  NoExpirations none;
  SimulatedTime time;
  SimulatedCounter cycles(time, {.hertz = 2'000'000'000, .start = 1000});
  Deadlines deadlines;
  ApicTimer timer(apic, none);
  timer.UseDeadlines(deadlines, cycles, TickLength::OfFrequency(2'000'000'000));
  timer.UseTicks(TickLength::OfFrequency(1'000'000));
  timer.StartOnce(Nanoseconds(500));
  EXPECT_EQ(registers.values[0x320], 0x4'00F0U);
  EXPECT_EQ(deadlines.written.back(), 2000U);
  timer.StartOnce(Nanoseconds(~std::uint64_t{0}));
  EXPECT_EQ(deadlines.written.back(), 1000U + 7'200'000'000'000U);
  timer.StartPeriodic(Nanoseconds(1'000'000));
  EXPECT_EQ(deadlines.written.back(), 0U) << "disarmed";
  EXPECT_EQ(registers.values[0x380], 1000U);
  timer.StartOnce(Nanoseconds(1));
  timer.Stop();
  EXPECT_EQ(deadlines.written.back(), 0U);
}

constexpr std::uint64_t kTsc = 2'095'000'000;
constexpr std::uint64_t kReading = 1'000'000;  // a microsecond

class TimeKeeperTest : public testing::Test {
 protected:
  TimeSource Source(const char* name, SimulatedCounter& counter, std::uint64_t hertz,
                    bool keeps_time = true) {
    return {.name = name,
            .counter = {.counter = counter, .bits = 32, .tick = TickLength::OfFrequency(hertz)},
            .keeps_time = keeps_time};
  }
  std::string Said() {
    TextCollector text;
    TextWriter writer(text);
    keeper_.Describe(writer);
    return text.text();
  }

  SimulatedTime time_;
  SimulatedCounter cycles_{time_, {.hertz = kTsc, .reading = 10'000}};
  SimulatedCounter hpet_{time_, {.hertz = 100'000'000, .bits = 32, .reading = kReading}};
  SimulatedCounter pm_{time_, {.hertz = 3'579'545, .bits = 32, .reading = kReading}};
  TextCollector complaints_;
  TextWriter writer_{complaints_};
  TimeKeeper keeper_{cycles_};
};

TEST_F(TimeKeeperTest, AnInvariantCycleCounterIsTheClock) {
  keeper_.Try(Source("HPET", hpet_, 100'000'000), writer_);
  keeper_.Try(Source("ACPI PM timer", pm_, 3'579'545), writer_);
  keeper_.Choose({.invariant = true});
  EXPECT_TRUE(keeper_.by_cycles());
  EXPECT_TRUE(Said().starts_with("TSC 2.095 GHz against HPET (±")) << Said();
  EXPECT_EQ(complaints_.text(), "");
  EXPECT_EQ(pm_.reads, 0U);
  time_.now += 1'000'000'000'000;
  EXPECT_NEAR(static_cast<double>(keeper_.clock().Now().value()), 1e9, 1e9 / 5000);
}

TEST_F(TimeKeeperTest, OneThatIsNotInvariantIsNot) {
  keeper_.Try(Source("HPET", hpet_, 100'000'000), writer_);
  keeper_.Choose({.invariant = false});
  EXPECT_FALSE(keeper_.by_cycles());
  EXPECT_TRUE(Said().starts_with("HPET 100.000 MHz (TSC is not invariant: 2.095 GHz, ±")) << Said();
}

TEST_F(TimeKeeperTest, ASourceThatIsStuckIsNamedAndTheNextOneTaken) {
  hpet_.stuck = true;
  keeper_.Try(Source("HPET", hpet_, 100'000'000), writer_);
  keeper_.Try(Source("ACPI PM timer", pm_, 3'579'545), writer_);
  keeper_.Choose({.invariant = false});
  EXPECT_TRUE(Said().starts_with("ACPI PM timer 3.580 MHz (TSC")) << Said();
  EXPECT_EQ(complaints_.text(), "HPET: device failure while the TSC was measured against it\n");
}

TEST_F(TimeKeeperTest, WhatCannotKeepTimeOnlyMeasures) {
  keeper_.Try(Source("PIT", pm_, 3'579'545, false), writer_);
  keeper_.Choose({.invariant = false});
  EXPECT_TRUE(keeper_.by_cycles());
  EXPECT_TRUE(Said().starts_with("TSC 2.095 GHz against PIT (±")) << Said();
  EXPECT_TRUE(Said().ends_with(" ppm), not invariant")) << Said();
}

TEST_F(TimeKeeperTest, WhatTheProcessorSaysIsTakenIfTheMeasurementAgrees) {
  keeper_.Try(Source("HPET", hpet_, 100'000'000), writer_);
  keeper_.Choose({.invariant = true, .enumerated = kTsc + 1000});
  EXPECT_EQ(keeper_.cycles()->hertz, kTsc + 1000);
  keeper_.Choose({.invariant = true, .enumerated = kTsc * 2});
  EXPECT_NE(keeper_.cycles()->hertz, kTsc * 2);
}

TEST_F(TimeKeeperTest, WithoutAnyReferenceThereIsAClockAllTheSame) {
  keeper_.Choose({.invariant = true, .enumerated = kTsc});
  EXPECT_EQ(Said(), "TSC 2.095 GHz as the processor says, not measured");
  keeper_.Choose({.invariant = true});
  EXPECT_EQ(Said(), "TSC of unknown pace, taken for 1 GHz");
  EXPECT_EQ(keeper_.Measure(pm_, {}).error(), Error::kNotFound);
}

}  // namespace
}  // namespace starkernel::hal
