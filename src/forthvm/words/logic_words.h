#pragma once

#include <array>

#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"

/// Bit operations and comparisons. True is all bits set, false is zero.
namespace starkernel::forthvm::logic_words {

constexpr Cell And(Cell left, Cell right) { return left & right; }
constexpr Cell Or(Cell left, Cell right) { return left | right; }
constexpr Cell Xor(Cell left, Cell right) { return left ^ right; }
constexpr Cell Invert(Cell value) { return ~value; }

/// Shifting by a cell's width or more leaves nothing.
constexpr Cell ShiftLeft(Cell value, Cell count) {
  return Unsigned(count) < 64 ? Signed(Unsigned(value) << Unsigned(count)) : 0;
}
constexpr Cell ShiftRight(Cell value, Cell count) {
  return Unsigned(count) < 64 ? Signed(Unsigned(value) >> Unsigned(count)) : 0;
}

constexpr Cell Equal(Cell left, Cell right) { return Flag(left == right); }
constexpr Cell Unequal(Cell left, Cell right) { return Flag(left != right); }
constexpr Cell Less(Cell left, Cell right) { return Flag(left < right); }
constexpr Cell Greater(Cell left, Cell right) { return Flag(left > right); }
constexpr Cell LessOrEqual(Cell left, Cell right) { return Flag(left <= right); }
constexpr Cell GreaterOrEqual(Cell left, Cell right) { return Flag(left >= right); }
constexpr Cell UnsignedLess(Cell left, Cell right) {
  return Flag(Unsigned(left) < Unsigned(right));
}
constexpr Cell UnsignedGreater(Cell left, Cell right) {
  return Flag(Unsigned(left) > Unsigned(right));
}
constexpr Cell IsZero(Cell value) { return Flag(value == 0); }
constexpr Cell IsNotZero(Cell value) { return Flag(value != 0); }
constexpr Cell IsNegative(Cell value) { return Flag(value < 0); }
constexpr Cell IsPositive(Cell value) { return Flag(value > 0); }

inline void Within(VmState& vm, Instruction) {
  const UCell high = Unsigned(vm.data.Pop());
  const UCell low = Unsigned(vm.data.Pop());
  vm.data.Top() = Flag(Unsigned(vm.data.Top()) - low < high - low);
}
inline void True(VmState& vm, Instruction) { vm.data.Push(Flag(true)); }
inline void False(VmState& vm, Instruction) { vm.data.Push(Flag(false)); }

inline constexpr std::array kWords{
    Word{"AND", Binary<And>, "( x1 x2 -- x3 )", "Bits set in both."},
    Word{"OR", Binary<Or>, "( x1 x2 -- x3 )", "Bits set in either."},
    Word{"XOR", Binary<Xor>, "( x1 x2 -- x3 )", "Bits set in one but not in both."},
    Word{"INVERT", Unary<Invert>, "( x1 -- x2 )", "Flip every bit."},
    Word{"NOT", Unary<IsZero>, "( x -- flag )", "True for zero, else false."},
    Word{"LSHIFT", Binary<ShiftLeft>, "( x1 u -- x2 )", "Shift left by u bits."},
    Word{"RSHIFT", Binary<ShiftRight>, "( x1 u -- x2 )", "Shift right by u bits, filling with 0."},
    Word{"=", Binary<Equal>, "( x1 x2 -- flag )", "Are they equal?"},
    Word{"<>", Binary<Unequal>, "( x1 x2 -- flag )", "Are they different?"},
    Word{"<", Binary<Less>, "( n1 n2 -- flag )", "Is n1 less than n2?"},
    Word{">", Binary<Greater>, "( n1 n2 -- flag )", "Is n1 greater than n2?"},
    Word{"<=", Binary<LessOrEqual>, "( n1 n2 -- flag )", "Is n1 at most n2?"},
    Word{">=", Binary<GreaterOrEqual>, "( n1 n2 -- flag )", "Is n1 at least n2?"},
    Word{"U<", Binary<UnsignedLess>, "( u1 u2 -- flag )", "Is u1 less than u2, unsigned?"},
    Word{"U>", Binary<UnsignedGreater>, "( u1 u2 -- flag )", "Is u1 greater than u2, unsigned?"},
    Word{"0=", Unary<IsZero>, "( x -- flag )", "Is it zero?"},
    Word{"0<>", Unary<IsNotZero>, "( x -- flag )", "Is it other than zero?"},
    Word{"0<", Unary<IsNegative>, "( n -- flag )", "Is it negative?"},
    Word{"0>", Unary<IsPositive>, "( n -- flag )", "Is it positive?"},
    Word{"WITHIN", Checked<3, 1, Within>, "( x low high -- flag )",
         "Is x at least low and below high, in modular arithmetic?"},
    Word{"TRUE", Checked<0, 1, True>, "( -- true )", "All bits set."},
    Word{"FALSE", Checked<0, 1, False>, "( -- false )", "Zero."},
};

}  // namespace starkernel::forthvm::logic_words
