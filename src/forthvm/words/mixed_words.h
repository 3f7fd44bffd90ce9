#pragma once

#include <array>
#include <optional>

#include "src/base/wide_integer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/wide.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/double_words.h"

/// Arithmetic of double with single numbers beyond what the standard's CORE has.
namespace starkernel::forthvm::mixed_words {

inline bool UnsignedLess(Wide left, Wide right) {
  return left.high == right.high ? left.low < right.low : left.high < right.high;
}

inline void SubtractMixed(VmState& vm, Instruction) {
  const Wide right = Negate(WideOf(vm.data.Pop()));
  double_words::PushWide(vm, AddWide(double_words::PopWide(vm), right));
}

/// left * factor / divisor, the product in three cells; nothing if the quotient needs more than
/// two. The divisor is not zero.
inline std::optional<Wide> ScaleMagnitude(Wide left, UCell factor, UCell divisor) {
  const Wide low = MultiplyWide(left.low, factor);
  const Wide high = AddWide(MultiplyWide(left.high, factor), {low.high, 0});
  const std::optional<Division> upper = DivideUnsigned(high, divisor);
  if (!upper.has_value()) {
    return std::nullopt;
  }
  // The remainder is below the divisor, so this quotient fits a cell.
  const std::optional<Division> lower =
      DivideUnsigned({low.low, Unsigned(upper->remainder)}, divisor);
  if (!lower.has_value()) {
    return std::nullopt;
  }
  return Wide{Unsigned(lower->quotient), Unsigned(upper->quotient)};
}

/// The magnitude of the lowest negative double-cell number.
inline constexpr Wide kLowestMagnitude{0, UCell{1} << 63U};

/// Throws -10 for a zero divisor and -11 for a quotient that does not fit. One above the largest
/// positive number comes out as the lowest negative, as DNEGATE has it (Forth-2012, F.8.6.1.1820).
inline Status MultiplyDivide(VmState& vm, Instruction instruction) {
  const Cell divisor = vm.data.Top();
  const Cell factor = vm.data.Top(1);
  const Wide left = double_words::TopWide(vm, 2);
  if (divisor == 0) {
    return vm.Throw(instruction, ThrowCode::kDivisionByZero);
  }
  const std::optional<Wide> scaled =
      ScaleMagnitude(Magnitude(left), Magnitude(factor), Magnitude(divisor));
  if (!scaled || UnsignedLess(kLowestMagnitude, *scaled)) {
    return vm.Throw(instruction, ThrowCode::kResultOutOfRange);
  }
  const bool negative = (IsNegative(left) != (factor < 0)) != (divisor < 0);
  const Wide result = negative ? Negate(*scaled) : *scaled;
  vm.data.Drop(4);
  double_words::PushWide(vm, result);
  return Status::kNext;
}

inline Status DivideToDouble(VmState& vm, Instruction instruction) {
  const UCell divisor = Unsigned(vm.data.Top());
  if (divisor == 0) {
    return vm.Throw(instruction, ThrowCode::kDivisionByZero);
  }
  vm.data.Drop();
  Wide value = double_words::PopWide(vm);
  vm.data.Push(Signed(DivideBy(value, divisor)));
  double_words::PushWide(vm, value);
  return Status::kNext;
}

inline constexpr std::array kWords{
    Word{"DU<", Checked<4, 1, double_words::WideCompare<UnsignedLess>>, "( ud1 ud2 -- flag )",
         "Is ud1 less than ud2, unsigned?"},
    Word{"M-", Checked<3, 2, SubtractMixed>, "( d1 n -- d2 )",
         "Subtract a single from a double number."},
    Word{"M*/", Checked<4, 2, MultiplyDivide>, "( d1 n1 n2 -- d2 )",
         "d1 * n1 / n2 with a triple-cell product, truncating toward zero."},
    Word{"M/MOD", Checked<3, 3, DivideToDouble>, "( ud1 u1 -- u2 ud2 )",
         "Unsigned remainder and double-cell quotient of ud1 / u1."},
};

}  // namespace starkernel::forthvm::mixed_words
