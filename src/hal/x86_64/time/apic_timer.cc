#include "src/hal/x86_64/time/apic_timer.h"

#include <algorithm>
#include <cstdint>

#include "src/base/quantities.h"
#include "src/base/rounding.h"
#include "src/hal/x86_64/apic/local_apic.h"

namespace starkernel::hal {
namespace {

// Far enough for everybody, and far from where a deadline would pass the counter's end.
constexpr Nanoseconds kLongestDeadline{3'600'000'000'000};

}  // namespace

void ApicTimer::SetMode(ApicTimerMode mode) {
  if (mode_ == mode) {
    return;
  }
  if (deadlines_.place != nullptr) {
    deadlines_.place->Write(0);
  }
  apic_.SetTimerMode(mode);
  mode_ = mode;
}

std::uint32_t ApicTimer::TicksFor(Nanoseconds time, Rounding rounding) const {
  if (!tick_.has_value()) {
    return 0;
  }
  const std::uint64_t most = LocalApic::kMostTimerTicks;
  return static_cast<std::uint32_t>(
      std::clamp<std::uint64_t>(tick_->Ticks(time, rounding), 1, most));
}

void ApicTimer::StartOnce(Nanoseconds delay) {
  if (deadlines_.place == nullptr) {
    SetMode(ApicTimerMode::kOnce);
    apic_.StartTimer(TicksFor(delay, Rounding::kUp));
    return;
  }
  SetMode(ApicTimerMode::kDeadline);
  const std::uint64_t ticks = deadlines_.tick.Ticks(std::min(delay, kLongestDeadline));
  deadlines_.place->Write(deadlines_.cycles->Read() + std::max<std::uint64_t>(ticks, 1));
}

void ApicTimer::StartPeriodic(Nanoseconds period) {
  SetMode(ApicTimerMode::kPeriodic);
  apic_.StartTimer(TicksFor(period, Rounding::kNearest));
}

void ApicTimer::Stop() {
  if (deadlines_.place != nullptr) {
    deadlines_.place->Write(0);
  }
  apic_.StartTimer(0);
}

Nanoseconds ApicTimer::Longest() const {
  if (deadlines_.place != nullptr) {
    return kLongestDeadline;
  }
  return tick_.has_value() ? tick_->Duration(LocalApic::kMostTimerTicks) : Nanoseconds(0);
}

}  // namespace starkernel::hal
