#include "src/hal/x86_64/timer_trials.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#include "src/base/format.h"
#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/base/thread_annotations.h"
#include "src/hal/date.h"
#include "src/hal/interrupt_queue.h"
#include "src/hal/timer.h"
#include "src/hal/x86_64/apic/local_apic.h"
#include "src/hal/x86_64/apic/vectors.h"
#include "src/hal/x86_64/interval_check.h"
#include "src/hal/x86_64/pc_platform.h"
#include "src/hal/x86_64/processor_interrupts.h"
#include "src/hal/x86_64/processor_unsafe.h"

namespace starkernel::hal {
namespace {

constexpr std::uint64_t kPerSecond = 1'000'000'000;
constexpr std::uint64_t kSeconds = 10;
constexpr Nanoseconds kTick{1'000'000};       // between looks
constexpr Nanoseconds kDelay{2'000'000'000};  // of the timer
constexpr int kDelays = 5;

// What everything shows at one moment.
struct Moment {
  std::uint64_t date = 0;
  std::uint64_t clock = 0;
  std::uint64_t cycles = 0;
};

class Observer {
 public:
  explicit Observer(PcPlatform& platform) : platform_(platform) {}

  // Sleeps from tick to tick until the battery-backed clock shows another second. Nothing if it
  // does not within a few seconds.
  std::optional<Moment> NextSecond(std::uint64_t after) SK_REQUIRES(kInterruptsOff)
      SK_EXCLUDES(kInterruptContext) {
    constexpr int kMostTicks = 5000;
    for (int count = 0; count < kMostTicks; ++count) {
      platform_.time().timer().StartOnce(kTick);
      ProcessorInterrupts::Wait();
      platform_.interrupts().Drain();
      const Result<Date> date = platform_.time().ReadDate();
      if (!date.ok()) {
        continue;
      }
      const std::uint64_t now = SecondsSince2000(date.value());
      if (now > after) {
        return Moment{.date = now,
                      .clock = platform_.time().clock().Now().value(),
                      .cycles = ReadCycleCounter()};
      }
    }
    return std::nullopt;
  }

 private:
  PcPlatform& platform_;
};

// What the clock makes of the timer's delay. A host that is busy delivers an interrupt late, but
// never early: the shortest of some is the timer's own.
std::uint64_t TimedDelay(PcPlatform& platform) SK_REQUIRES(kInterruptsOff)
    SK_EXCLUDES(kInterruptContext) {
  Timer& timer = platform.time().timer();
  std::uint64_t shortest = std::numeric_limits<std::uint64_t>::max();
  for (int count = 0; count < kDelays; ++count) {
    static_cast<void>(timer.TakeExpirations());
    const Nanoseconds begin = platform.time().clock().Now();
    timer.StartOnce(kDelay);
    do {
      ProcessorInterrupts::Wait();
    } while (timer.TakeExpirations() == 0);
    shortest = std::min(shortest, (platform.time().clock().Now() - begin).value());
  }
  return shortest;
}

// Writes how far `measured` is from `truth`, and says whether that is within 0.1 %.
bool WriteDeviation(TextWriter& writer, std::string_view name, std::uint64_t measured,
                    std::uint64_t truth) {
  const bool more = measured > truth;
  const std::uint64_t difference = more ? measured - truth : truth - measured;
  const std::uint64_t ppm = difference / (truth / 1'000'000);
  Format(writer, "{} {}{} ppm, ", name, more ? '+' : '-', ppm);
  return ppm <= 1000;
}

// Cycles from letting interrupts in to shutting them out again. What stands in between is a few
// instructions of no effect: the first is always shielded.
std::uint64_t CyclesOfOpening() SK_REQUIRES(kInterruptsOff) {
  const std::uint64_t begin = ReadCycleCounter();
  EnableInterrupts();
  static_cast<void>(ReadCycleCounter());
  static_cast<void>(ReadCycleCounter());
  DisableInterrupts();
  return ReadCycleCounter() - begin;
}

void WriteHandlingCost(PcPlatform& platform, TextWriter& writer) SK_REQUIRES(kInterruptsOff)
    SK_EXCLUDES(kInterruptContext) {
  constexpr int kRounds = 16;
  std::uint64_t without = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t with = without;
  platform.interrupts().Drain();
  static_cast<void>(platform.interrupts().TakeCount(kSelfVector));
  for (int round = 0; round < kRounds; ++round) {
    without = std::min(without, CyclesOfOpening());
    platform.interrupts().apic().InterruptSelf();
    with = std::min(with, CyclesOfOpening());
  }
  const std::uint64_t seen = platform.interrupts().TakeCount(kSelfVector);
  if (seen != kRounds || with < without) {
    Format(writer, "interrupt handling: {} of {} interrupts seen\n", seen, kRounds);
    return;
  }
  Format(writer,
         "interrupt handling: {} instructions, if the emulator counts them (else cycles), from the "
         "vector to the return\n",
         with - without);
}

}  // namespace

void RunTimerAccuracy(PcPlatform& platform, TextWriter& writer) {
  Observer observer(platform);
  const Result<Date> date = platform.time().ReadDate();
  const std::optional<Moment> first =
      observer.NextSecond(date.ok() ? SecondsSince2000(date.value()) : 0);
  std::optional<Moment> last = first;
  while (last.has_value() && last->date < first->date + kSeconds) {
    last = observer.NextSecond(last->date);
  }
  if (!last.has_value()) {
    writer.Text("timer accuracy: the real-time clock stands still\n");
    return;
  }
  const std::uint64_t seconds = last->date - first->date;
  Format(writer, "timer accuracy over {} s of the real-time clock: ", seconds);
  bool good = WriteDeviation(writer, "clock", last->clock - first->clock, seconds * kPerSecond);
  if (const auto& cycles = platform.time().keeper().cycles()) {
    good = WriteDeviation(writer, "TSC", last->cycles - first->cycles, cycles->hertz * seconds) &&
           good;
  }
  good = WriteDeviation(writer, "timer", TimedDelay(platform), kDelay.value()) && good;
  writer.Text(good ? "within 0.1 %\n" : "NOT within 0.1 %\n");
}

void RunTimerInterrupts(PcPlatform& platform, TextWriter& writer) {
  constexpr std::uint64_t kInterrupts = 1'000'000;
  constexpr Nanoseconds kPeriod{50'000};
  const auto& measured = platform.time().keeper().cycles();
  if (!measured.has_value() || platform.time().timer().Longest() == Nanoseconds(0)) {
    writer.Text("timer interrupts: there is no timer, or nothing to measure it with\n");
    return;
  }
  IntervalCheck check(measured->hertz / (kPerSecond / kPeriod.value()));
  platform.interrupts().Drain();
  platform.time().timer().StartPeriodic(kPeriod);
  while (check.count() < kInterrupts) {
    ProcessorInterrupts::Wait();
    while (const std::optional<InterruptRecord> record = platform.interrupts().queue().Take()) {
      if (record->vector == kTimerVector) {
        check.Take(record->cycles);
      }
    }
  }
  platform.time().timer().Stop();
  check.Write(writer);
  WriteHandlingCost(platform, writer);
}

}  // namespace starkernel::hal
