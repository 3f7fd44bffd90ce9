#include "src/base/fixed_point_math.h"

#include <bit>
#include <cstdint>

#include "src/base/error.h"
#include "src/base/fixed_point.h"
#include "src/base/result.h"
#include "src/base/wide_integer.h"

namespace starkernel {
namespace {

/// ln 2 and the fraction of log2 e, in units of 2^-64.
constexpr std::uint64_t kLogarithmOfTwo = 0xB17217F7D1CF79AB;
constexpr std::uint64_t kFractionOfBinaryLogarithmOfE = 0x71547652B82FE177;

constexpr std::uint64_t kTopBit = std::uint64_t{1} << 63U;

constexpr WideInteger Negated(WideInteger value) {
  return AddWide({~value.low, ~value.high}, {1, 0});
}

/// log2 of `mantissa` * 2^-63, which is at least 1 and below 2, in units of 2^-64: squaring
/// doubles a logarithm, so each square tells one more bit of it.
std::uint64_t FractionOfLogarithm(std::uint64_t mantissa) {
  std::uint64_t bits = 0;
  for (int bit = 0; bit < 64; ++bit) {
    const WideInteger square = MultiplyWide(mantissa, mantissa);
    const bool reaches_two = (square.high & kTopBit) != 0;
    mantissa = reaches_two ? square.high : (square.high << 1U) | (square.low >> 63U);
    bits = (bits << 1U) | (reaches_two ? 1U : 0U);
  }
  return bits;
}

/// e to the power of `exponent` * 2^-64 in units of 2^-62, by the power series.
std::uint64_t ExponentialOfFraction(std::uint64_t exponent) {
  std::uint64_t term = std::uint64_t{1} << 62U;
  std::uint64_t sum = term;
  for (std::uint64_t factor = 1; term != 0; ++factor) {
    term = MultiplyWide(term, exponent).high / factor;
    sum += term;
  }
  return sum;
}

}  // namespace

Result<FixedPoint> NaturalLogarithm(FixedPoint number) {
  if (number.units() <= 0) {
    return Error::kInvalidArgument;
  }
  const auto units = static_cast<std::uint64_t>(number.units());
  const auto zeros = static_cast<unsigned>(std::countl_zero(units));
  const int exponent = 63 - static_cast<int>(zeros) - static_cast<int>(FixedPoint::kFractionBits);
  const auto magnitude = static_cast<std::uint64_t>(exponent < 0 ? -exponent : exponent);
  const WideInteger whole = MultiplyWide(magnitude, kLogarithmOfTwo);
  const std::uint64_t fraction =
      MultiplyWide(FractionOfLogarithm(units << zeros), kLogarithmOfTwo).high;
  const WideInteger sum = AddWide(exponent < 0 ? Negated(whole) : whole, {fraction, 0});
  const WideInteger rounded = AddWide(sum, {std::uint64_t{1} << 47U, 0});
  return FixedPoint::FromUnits(static_cast<std::int64_t>(rounded.high) * FixedPoint::kOne +
                               static_cast<std::int64_t>(rounded.low >> 48U));
}

Result<FixedPoint> Exponential(FixedPoint exponent) {
  constexpr std::int64_t kBeyondGreatest = 33 * FixedPoint::kOne;
  constexpr std::int64_t kBeyondLeast = -13 * FixedPoint::kOne;
  if (exponent.units() >= kBeyondGreatest) {
    return Error::kOverflow;
  }
  if (exponent.units() <= kBeyondLeast) {
    return FixedPoint();
  }
  const std::int64_t units = exponent.units();
  const auto magnitude = static_cast<std::uint64_t>(units < 0 ? -units : units);
  // exponent * log2 e, in units of 2^-80.
  const WideInteger product =
      AddWide(MultiplyWide(magnitude, kFractionOfBinaryLogarithmOfE), {0, magnitude});
  const WideInteger binary = units < 0 ? Negated(product) : product;
  const std::int64_t whole = static_cast<std::int64_t>(binary.high) >> 16U;
  const std::uint64_t fraction = (binary.high << 48U) | (binary.low >> 16U);
  const std::uint64_t power = ExponentialOfFraction(MultiplyWide(fraction, kLogarithmOfTwo).high);
  // power * 2^-62 * 2^whole in units of 2^-16.
  const std::int64_t shift = 46 - whole;
  if (shift < 0) {
    return Error::kOverflow;
  }
  if (shift > 63) {
    return FixedPoint();
  }
  if (shift == 0) {
    return FixedPoint::FromUnits(static_cast<std::int64_t>(power));
  }
  const std::uint64_t half = std::uint64_t{1} << static_cast<std::uint64_t>(shift - 1);
  return FixedPoint::FromUnits(
      static_cast<std::int64_t>((power + half) >> static_cast<std::uint64_t>(shift)));
}

Result<FixedPoint> SquareRoot(FixedPoint number) {
  if (number.IsNegative()) {
    return Error::kInvalidArgument;
  }
  const auto units = static_cast<std::uint64_t>(number.units());
  // The root of units * 2^16, a number of 79 bits, is below 2^40.
  const WideInteger square{units << 16U, units >> 48U};
  const auto is_at_most = [&square](WideInteger product) {
    return product.high < square.high || (product.high == square.high && product.low <= square.low);
  };
  std::uint64_t root = 0;
  for (std::uint64_t bit = std::uint64_t{1} << 39U; bit != 0; bit >>= 1U) {
    if (is_at_most(MultiplyWide(root | bit, root | bit))) {
      root |= bit;
    }
  }
  // Nearer to the next one from (root + 1/2)^2 on, which is no whole number.
  const bool up = is_at_most(AddWide(MultiplyWide(root, root), {root + 1, 0}));
  return FixedPoint::FromUnits(static_cast<std::int64_t>(root + (up ? 1 : 0)));
}

}  // namespace starkernel
