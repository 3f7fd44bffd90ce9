#pragma once

#include <array>
#include <optional>

#include "src/base/wide_integer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/wide.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/arithmetic_words.h"

/// Double-cell and mixed arithmetic. A double number lies on the stack with its high cell on
/// top.
namespace starkernel::forthvm::double_words {

inline Wide TopWide(const VmState& vm, std::size_t below = 0) {
  return {Unsigned(vm.data.Top(below + 1)), Unsigned(vm.data.Top(below))};
}
inline Wide PopWide(VmState& vm) {
  const Wide value = TopWide(vm);
  vm.data.Drop(2);
  return value;
}
inline void PushWide(VmState& vm, Wide value) {
  vm.data.Push(Signed(value.low));
  vm.data.Push(Signed(value.high));
}

inline bool Less(Wide left, Wide right) {
  return left.high == right.high ? left.low < right.low : Signed(left.high) < Signed(right.high);
}

template <auto kFunction>
void WideBinary(VmState& vm, Instruction) {
  const Wide right = PopWide(vm);
  PushWide(vm, kFunction(PopWide(vm), right));
}
template <auto kFunction>
void WideUnary(VmState& vm, Instruction) {
  PushWide(vm, kFunction(PopWide(vm)));
}
template <auto kFunction>
void WideCompare(VmState& vm, Instruction) {
  const Wide right = PopWide(vm);
  vm.data.Push(Flag(kFunction(PopWide(vm), right)));
}
template <auto kFunction>
void WideTest(VmState& vm, Instruction) {
  vm.data.Push(Flag(kFunction(PopWide(vm))));
}

inline Wide SubtractWide(Wide left, Wide right) { return AddWide(left, Negate(right)); }
inline Wide NegateWide(Wide value) { return Negate(value); }
inline Wide AbsoluteWide(Wide value) { return Magnitude(value); }
inline Wide LesserWide(Wide left, Wide right) { return Less(right, left) ? right : left; }
inline Wide GreaterWide(Wide left, Wide right) { return Less(left, right) ? right : left; }
inline Wide DoubleWide(Wide value) { return AddWide(value, value); }
inline Wide HalveWide(Wide value) {
  return {(value.low >> 1U) | (value.high << 63U), Unsigned(Signed(value.high) >> 1)};
}
inline bool EqualWide(Wide left, Wide right) { return left == right; }
inline bool IsZeroWide(Wide value) { return value == Wide{}; }
inline bool IsNegativeWide(Wide value) { return IsNegative(value); }

inline void Extend(VmState& vm, Instruction) { PushWide(vm, WideOf(vm.data.Pop())); }
inline void MultiplyMixed(VmState& vm, Instruction) {
  const Cell right = vm.data.Pop();
  PushWide(vm, MultiplySigned(vm.data.Pop(), right));
}
inline void MultiplyUnsignedMixed(VmState& vm, Instruction) {
  const UCell right = Unsigned(vm.data.Pop());
  PushWide(vm, MultiplyWide(Unsigned(vm.data.Pop()), right));
}
inline void AddMixed(VmState& vm, Instruction) {
  const Wide right = WideOf(vm.data.Pop());
  PushWide(vm, AddWide(PopWide(vm), right));
}
inline std::optional<Division> DivideUnsignedMixed(Wide dividend, Cell divisor) {
  return DivideUnsigned(dividend, Unsigned(divisor));
}
template <arithmetic_words::Divider kDivider>
Status DivideMixed(VmState& vm, Instruction instruction) {
  return arithmetic_words::Finish<arithmetic_words::Wanted::kBoth>(vm, instruction, kDivider, 3,
                                                                   TopWide(vm, 1), vm.data.Top());
}

inline constexpr std::array kWords{
    Word{"S>D", Checked<1, 2, Extend>, "( n -- d )", "Extend to a double number."},
    Word{"D>S", Checked<2, 1, [](VmState& vm, Instruction) { vm.data.Drop(); }>, "( d -- n )",
         "The low cell of a double number."},
    Word{"D+", Checked<4, 2, WideBinary<AddWide>>, "( d1 d2 -- d3 )", "Add."},
    Word{"D-", Checked<4, 2, WideBinary<SubtractWide>>, "( d1 d2 -- d3 )", "Subtract d2 from d1."},
    Word{"DNEGATE", Checked<2, 2, WideUnary<NegateWide>>, "( d1 -- d2 )", "Change the sign."},
    Word{"DABS", Checked<2, 2, WideUnary<AbsoluteWide>>, "( d -- ud )", "The absolute value."},
    Word{"DMIN", Checked<4, 2, WideBinary<LesserWide>>, "( d1 d2 -- d3 )", "The lesser."},
    Word{"DMAX", Checked<4, 2, WideBinary<GreaterWide>>, "( d1 d2 -- d3 )", "The greater."},
    Word{"D<", Checked<4, 1, WideCompare<Less>>, "( d1 d2 -- flag )", "Is d1 less than d2?"},
    Word{"D=", Checked<4, 1, WideCompare<EqualWide>>, "( d1 d2 -- flag )", "Are they equal?"},
    Word{"D0=", Checked<2, 1, WideTest<IsZeroWide>>, "( d -- flag )", "Is it zero?"},
    Word{"D0<", Checked<2, 1, WideTest<IsNegativeWide>>, "( d -- flag )", "Is it negative?"},
    Word{"D2*", Checked<2, 2, WideUnary<DoubleWide>>, "( d1 -- d2 )", "Shift left by one bit."},
    Word{"D2/", Checked<2, 2, WideUnary<HalveWide>>, "( d1 -- d2 )",
         "Shift right by one bit, keeping the sign."},
    Word{"M+", Checked<3, 2, AddMixed>, "( d1 n -- d2 )", "Add a single to a double number."},
    Word{"M*", Checked<2, 2, MultiplyMixed>, "( n1 n2 -- d )", "The double-cell product."},
    Word{"UM*", Checked<2, 2, MultiplyUnsignedMixed>, "( u1 u2 -- ud )",
         "The unsigned double-cell product."},
    Word{"UM/MOD", Checked<3, 2, DivideMixed<DivideUnsignedMixed>>, "( ud u1 -- u2 u3 )",
         "Unsigned remainder and quotient of ud / u1."},
    Word{"SM/REM", Checked<3, 2, DivideMixed<DivideSymmetric>>, "( d n1 -- n2 n3 )",
         "Remainder and quotient of d / n1, truncating toward zero."},
    Word{"FM/MOD", Checked<3, 2, DivideMixed<DivideFloored>>, "( d n1 -- n2 n3 )",
         "Remainder and quotient of d / n1, rounding down."},
};

}  // namespace starkernel::forthvm::double_words
