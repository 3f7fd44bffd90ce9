#include "src/physics/levene.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

#include "src/base/fixed_point.h"
#include "src/base/panic.h"
#include "src/base/result.h"

namespace starkernel::physics {
namespace {

/// Values are worked with in 1/256, so that means keep some of their fraction.
constexpr std::int64_t kScale = 256;

std::int64_t Distance(std::uint16_t value, std::int64_t mean) {
  const std::int64_t difference = value * kScale - mean;
  return difference < 0 ? -difference : difference;
}

/// One chunk, by its values' mean and the mean of their distances from it.
struct Chunk {
  std::int64_t mean = 0;
  std::int64_t spread = 0;
};

Chunk Measure(std::span<const std::uint16_t> chunk) {
  const auto width = static_cast<std::int64_t>(chunk.size());
  Chunk measured;
  for (const std::uint16_t value : chunk) {
    measured.mean += value * kScale;
  }
  measured.mean /= width;
  for (const std::uint16_t value : chunk) {
    measured.spread += Distance(value, measured.mean);
  }
  measured.spread /= width;
  return measured;
}

std::int64_t SquaresWithin(std::span<const std::uint16_t> chunk, Chunk measured) {
  std::int64_t squares = 0;
  for (const std::uint16_t value : chunk) {
    const std::int64_t difference = Distance(value, measured.mean) - measured.spread;
    squares += difference * difference;
  }
  return squares;
}

FixedPoint OrMost(const Result<FixedPoint>& result) {
  return result.ok() ? result.value()
                     : FixedPoint::FromUnits(std::numeric_limits<std::int64_t>::max());
}

}  // namespace

FixedPoint LeveneStatistic(std::span<const std::uint16_t> values, std::size_t width) {
  constexpr std::size_t kMostValues = 4096;
  Require(width >= 1 && values.size() / width >= 2 && values.size() <= kMostValues,
          "Levene's statistic of too few or too many values");
  const std::size_t chunks = values.size() / width;
  values = values.last(chunks * width);
  std::int64_t spreads = 0;
  std::int64_t within = 0;
  for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
    const std::span<const std::uint16_t> part = values.subspan(chunk * width, width);
    const Chunk measured = Measure(part);
    spreads += measured.spread;
    within += SquaresWithin(part, measured);
  }
  const std::int64_t mean_spread = spreads / static_cast<std::int64_t>(chunks);
  std::int64_t between = 0;
  for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
    const std::int64_t difference =
        Measure(values.subspan(chunk * width, width)).spread - mean_spread;
    between += difference * difference * static_cast<std::int64_t>(width);
  }
  if (between == 0) {
    return FixedPoint();
  }
  const auto freedom = static_cast<std::int64_t>(values.size() - chunks);
  const FixedPoint ratio = OrMost(FixedPoint::FromRatio(between, within));
  const FixedPoint scaled = SaturatingMultiply(ratio, OrMost(FixedPoint::FromWhole(freedom)));
  return FixedPoint::FromUnits(scaled.units() / static_cast<std::int64_t>(chunks - 1));
}

}  // namespace starkernel::physics
