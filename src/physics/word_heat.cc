#include "src/physics/word_heat.h"

#include <algorithm>
#include <cstdint>

#include "src/base/fixed_point.h"
#include "src/base/saturating.h"

namespace starkernel::physics {
namespace {

constexpr std::int64_t kMostUnits = kMostHeat * FixedPoint::kOne;
/// What is longer ago counts as this long.
constexpr std::uint64_t kLongestLatency = std::uint64_t{1} << 32U;

std::uint16_t TemperatureAfter(std::uint16_t temperature, FixedPoint heat) {
  // A heat in units of 1/65536 is 256 times as much in units of 1/256.
  constexpr std::int64_t kHottest = 65535;
  const std::int64_t now = std::min(heat.units() >> 8U, kHottest);
  return static_cast<std::uint16_t>((3 * std::int64_t{temperature} + now) / 4);
}

FixedPoint LatencyAfter(FixedPoint latency, std::uint64_t samples) {
  const auto now = static_cast<std::int64_t>(std::min(samples, kLongestLatency));
  const std::int64_t units = now * FixedPoint::kOne;
  return FixedPoint::FromUnits(latency.units() == 0 ? units : (3 * latency.units() + units) / 4);
}

}  // namespace

void Warm(WordHeat& word, std::uint64_t now) {
  word.heat = FixedPoint::FromUnits(std::min(word.heat.units() + FixedPoint::kOne, kMostUnits));
  word.temperature = TemperatureAfter(word.temperature, word.heat);
  if (word.seen != 0) {
    word.latency = LatencyAfter(word.latency, now - word.seen);
  }
  word.seen = now;
}

FixedPoint Cooled(FixedPoint heat, std::uint64_t samples, FixedPoint slope) {
  const auto rate = static_cast<std::uint64_t>(std::max<std::int64_t>(slope.units(), 0));
  const std::uint64_t lost = SaturatingMultiply(samples, rate) / kSamplesPerBeat;
  return FixedPoint::FromUnits(
      std::max<std::int64_t>(heat.units() - SaturatingCast<std::int64_t>(lost), 0));
}

void Cool(WordHeat& word, std::uint64_t now, FixedPoint slope) {
  if (!word.frozen) {
    word.heat = Cooled(word.heat, now - word.cooled, slope);
  }
  word.cooled = now;
}

}  // namespace starkernel::physics
