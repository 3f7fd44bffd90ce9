#include "src/hal/x86_64/time/time_keeper.h"

#include <cstdint>
#include <optional>

#include "src/base/error.h"
#include "src/base/format.h"
#include "src/base/panic.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/hal/time/calibration.h"
#include "src/hal/time/counter.h"
#include "src/hal/time/monotonic_clock.h"
#include "src/hal/time/tick_length.h"
#include "src/hal/x86_64/time/cycle_rate.h"

namespace starkernel::hal {
namespace {

constexpr unsigned kCycleBits = 64;
constexpr std::uint64_t kGuess = 1'000'000'000;

std::uint64_t Difference(std::uint64_t left, std::uint64_t right) {
  return left > right ? left - right : right - left;
}

}  // namespace

void WriteFrequency(TextWriter& writer, std::uint64_t hertz) {
  constexpr std::uint64_t kKilo = 1000;
  constexpr std::uint64_t kMega = kKilo * kKilo;
  const bool giga = hertz >= kKilo * kMega;
  const std::uint64_t thousandths = (hertz + (giga ? kMega : kKilo) / 2) / (giga ? kMega : kKilo);
  Format(writer, "{}.{:03} ", thousandths / kKilo, thousandths % kKilo).Text(giga ? "GHz" : "MHz");
}

void TimeKeeper::Try(const TimeSource& source, TextWriter& complaints) {
  if (measured_.has_value()) {
    return;
  }
  const Result<Calibration> result = Calibrate(source.counter, cycles_, kCycleBits, {});
  if (!result.ok()) {
    Format(complaints, "{}: {} while the TSC was measured against it\n", source.name,
           ErrorName(result.error()));
    return;
  }
  measured_ = result.value();
  reference_.emplace(source);
}

void TimeKeeper::Choose(const CycleCounterTraits& traits) {
  traits_ = traits;
  if (measured_.has_value() && traits.enumerated.has_value()) {
    // Exact but for the crystal, so better than a measurement that it agrees with.
    const std::uint64_t hertz = measured_->hertz;
    if (Difference(hertz, *traits.enumerated) <= hertz / 1'000'000 * (measured_->error_ppm + 1)) {
      measured_->hertz = *traits.enumerated;
    }
  }
  by_cycles_ = !reference_.has_value() || traits.invariant || !reference_->keeps_time;
  if (!by_cycles_) {
    const ReferenceCounter& counter = reference_->counter;
    clock_.emplace(counter.counter, counter.bits, counter.tick);
    return;
  }
  const std::uint64_t hertz =
      measured_.has_value() ? measured_->hertz : traits.enumerated.value_or(kGuess);
  clock_.emplace(cycles_, kCycleBits, TickLength::OfFrequency(hertz));
}

Result<Calibration> TimeKeeper::Measure(Counter& subject, const CalibrationPlan& plan) const {
  constexpr unsigned kSubjectBits = 32;
  if (!reference_.has_value()) {
    return Error::kNotFound;
  }
  return Calibrate(reference_->counter, subject, kSubjectBits, plan);
}

MonotonicClock& TimeKeeper::clock() {
  if (!clock_.has_value()) {
    Panic("the clock is asked before it was chosen");
  }
  return *clock_;
}

void TimeKeeper::Describe(TextWriter& writer) const {
  if (measured_.has_value() && reference_.has_value() && !by_cycles_) {
    Format(writer, "{} ", reference_->name);
    const TickLength& tick = reference_->counter.tick;
    WriteFrequency(writer, TickLength::kPerSecond * tick.denominator / tick.numerator);
    writer.Text(" (TSC is not invariant: ");
    WriteFrequency(writer, measured_->hertz);
    Format(writer, ", ±{} ppm)", measured_->error_ppm);
    return;
  }
  writer.Text("TSC ");
  if (measured_.has_value() && reference_.has_value()) {
    WriteFrequency(writer, measured_->hertz);
    Format(writer, " against {} (±{} ppm)", reference_->name, measured_->error_ppm);
  } else if (traits_.enumerated.has_value()) {
    WriteFrequency(writer, *traits_.enumerated);
    writer.Text(" as the processor says, not measured");
  } else {
    writer.Text("of unknown pace, taken for 1 GHz");
  }
  if (!traits_.invariant) {
    writer.Text(", not invariant");
  }
}

}  // namespace starkernel::hal
