#pragma once

#include <array>
#include <cstdint>

#include "src/base/error.h"
#include "src/base/fixed_point.h"
#include "src/base/fixed_point_math.h"
#include "src/base/fixed_point_text.h"
#include "src/base/result.h"
#include "src/base/rounding.h"
#include "src/base/text_writer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/arithmetic_words.h"
#include "src/forthvm/words/logic_words.h"

/// Fixed point, Q48.16: a cell counts 1/65536. What does not fit throws -11, a zero divisor -10, an
/// argument without a result -24; products, quotients and functions are rounded to the nearest.
namespace starkernel::forthvm::q48_words {

inline FixedPoint NumberAt(const VmState& vm, std::size_t below) {
  return FixedPoint::FromUnits(vm.data.Top(below));
}

inline Status ThrowFor(VmState& vm, Instruction instruction, Error error, ThrowCode invalid) {
  return vm.Throw(instruction, error == Error::kOverflow ? ThrowCode::kResultOutOfRange : invalid);
}

template <auto kFunction>
Status Combine(VmState& vm, Instruction instruction) {
  const Result<FixedPoint> result = kFunction(NumberAt(vm, 1), NumberAt(vm, 0));
  if (!result.ok()) {
    return ThrowFor(vm, instruction, result.error(), ThrowCode::kDivisionByZero);
  }
  vm.data.Drop();
  vm.data.Top() = result.value().units();
  return Status::kNext;
}
template <auto kFunction>
Status Apply(VmState& vm, Instruction instruction) {
  const Result<FixedPoint> result = kFunction(NumberAt(vm, 0));
  if (!result.ok()) {
    return ThrowFor(vm, instruction, result.error(), ThrowCode::kInvalidArgument);
  }
  vm.data.Top() = result.value().units();
  return Status::kNext;
}

inline Result<FixedPoint> Sum(FixedPoint left, FixedPoint right) { return CheckedAdd(left, right); }
inline Result<FixedPoint> Difference(FixedPoint left, FixedPoint right) {
  return CheckedSubtract(left, right);
}
inline Result<FixedPoint> Product(FixedPoint left, FixedPoint right) {
  return CheckedMultiply(left, right);
}
inline Result<FixedPoint> Quotient(FixedPoint left, FixedPoint right) {
  return CheckedDivide(left, right);
}
inline Result<FixedPoint> Negated(FixedPoint number) {
  return CheckedSubtract(FixedPoint(), number);
}
inline Result<FixedPoint> Absolute(FixedPoint number) {
  return number.IsNegative() ? Negated(number) : Result<FixedPoint>(number);
}
inline Result<FixedPoint> FromWhole(FixedPoint whole) {
  return FixedPoint::FromWhole(whole.units());
}
constexpr Cell ToWhole(Cell units) { return FixedPoint::FromUnits(units).ToWhole(Rounding::kDown); }

template <Cell kUnits>
void Constant(VmState& vm, Instruction) {
  vm.data.Push(kUnits);
}
inline void Print(VmState& vm, Instruction) {
  TextWriter text(vm.output);
  FormatValue(text, NumberAt(vm, 0));
  text.Character(' ');
  vm.data.Drop();
}

inline constexpr std::array kWords{
    Word{"Q.+", Checked<2, 1, Combine<Sum>>, "( q1 q2 -- q3 )", "Add."},
    Word{"Q.-", Checked<2, 1, Combine<Difference>>, "( q1 q2 -- q3 )", "Subtract q2 from q1."},
    Word{"Q.*", Checked<2, 1, Combine<Product>>, "( q1 q2 -- q3 )", "Multiply."},
    Word{"Q./", Checked<2, 1, Combine<Quotient>>, "( q1 q2 -- q3 )", "Divide q1 by q2."},
    Word{"Q.ABS", Checked<1, 1, Apply<Absolute>>, "( q1 -- q2 )", "The absolute value."},
    Word{"Q.NEG", Checked<1, 1, Apply<Negated>>, "( q1 -- q2 )", "Change the sign."},
    Word{"Q.LOG", Checked<1, 1, Apply<NaturalLogarithm>>, "( q1 -- q2 )",
         "The natural logarithm; q1 is above zero."},
    Word{"Q.EXP", Checked<1, 1, Apply<Exponential>>, "( q1 -- q2 )", "e to the power of q1."},
    Word{"Q.SQRT", Checked<1, 1, Apply<SquareRoot>>, "( q1 -- q2 )",
         "The square root; q1 is not below zero."},
    Word{"Q.FROM-INT", Checked<1, 1, Apply<FromWhole>>, "( n -- q )", "The number n."},
    Word{"Q.TO-INT", Unary<ToWhole>, "( q -- n )", "The greatest whole number not above q."},
    Word{"Q.0", Checked<0, 1, Constant<0>>, "( -- q )", "Zero."},
    Word{"Q.1", Checked<0, 1, Constant<FixedPoint::kOne>>, "( -- q )", "One."},
    Word{"Q.SCALE", Checked<0, 1, Constant<FixedPoint::kOne>>, "( -- n )",
         "The units in one: 65536."},
    Word{"Q.=", Binary<logic_words::Equal>, "( q1 q2 -- flag )", "Are they equal?"},
    Word{"Q.<", Binary<logic_words::Less>, "( q1 q2 -- flag )", "Is q1 less than q2?"},
    Word{"Q.>", Binary<logic_words::Greater>, "( q1 q2 -- flag )", "Is q1 greater than q2?"},
    Word{"Q.0=", Unary<logic_words::IsZero>, "( q -- flag )", "Is it zero?"},
    Word{"Q.MAX", Binary<arithmetic_words::Maximum>, "( q1 q2 -- q3 )", "The greater."},
    Word{"Q.MIN", Binary<arithmetic_words::Minimum>, "( q1 q2 -- q3 )", "The lesser."},
    Word{"Q.PRINT", Checked<1, 0, Print>, "( q -- )", "Print a number, in decimal and exactly."},
};

}  // namespace starkernel::forthvm::q48_words
