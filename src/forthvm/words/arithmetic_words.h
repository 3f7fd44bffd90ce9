#pragma once

#include <algorithm>
#include <array>
#include <optional>

#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/wide.h"
#include "src/forthvm/word_module.h"

/// Single-cell arithmetic. Sums, differences and products wrap around; division truncates
/// toward zero.
namespace starkernel::forthvm::arithmetic_words {

constexpr Cell Add(Cell left, Cell right) { return Signed(Unsigned(left) + Unsigned(right)); }
constexpr Cell Subtract(Cell left, Cell right) { return Signed(Unsigned(left) - Unsigned(right)); }
constexpr Cell Multiply(Cell left, Cell right) { return Signed(Unsigned(left) * Unsigned(right)); }
constexpr Cell Minimum(Cell left, Cell right) { return std::min(left, right); }
constexpr Cell Maximum(Cell left, Cell right) { return std::max(left, right); }
constexpr Cell Increment(Cell value) { return Add(value, 1); }
constexpr Cell Decrement(Cell value) { return Subtract(value, 1); }
constexpr Cell AddTwo(Cell value) { return Add(value, 2); }
constexpr Cell SubtractTwo(Cell value) { return Subtract(value, 2); }
constexpr Cell Double(Cell value) { return Signed(Unsigned(value) << 1U); }
constexpr Cell Halve(Cell value) { return value >> 1; }
constexpr Cell Absolute(Cell value) { return Signed(Magnitude(value)); }
constexpr Cell NegateCell(Cell value) { return Subtract(0, value); }

using Divider = std::optional<Division> (*)(Wide, Cell);

/// Throws -10 for a zero divisor and -11 for a quotient that does not fit.
inline Status Divide(VmState& vm, Instruction instruction, Divider divide, Wide dividend,
                     Cell divisor, Division& division) {
  if (divisor == 0) {
    return vm.Throw(instruction, ThrowCode::kDivisionByZero);
  }
  const std::optional<Division> result = divide(dividend, divisor);
  if (!result) {
    return vm.Throw(instruction, ThrowCode::kResultOutOfRange);
  }
  division = *result;
  return Status::kNext;
}

enum class Wanted : std::uint8_t { kQuotient, kRemainder, kBoth };

/// Replaces `taken` items by what is wanted of the division.
template <Wanted kWanted>
Status Finish(VmState& vm, Instruction instruction, Divider divide, std::size_t taken,
              Wide dividend, Cell divisor) {
  Division division;
  const Status status = Divide(vm, instruction, divide, dividend, divisor, division);
  if (status != Status::kNext) {
    return status;
  }
  vm.data.Drop(taken);
  if constexpr (kWanted != Wanted::kQuotient) {
    vm.data.Push(division.remainder);
  }
  if constexpr (kWanted != Wanted::kRemainder) {
    vm.data.Push(division.quotient);
  }
  return Status::kNext;
}

template <Wanted kWanted>
Status DivideCells(VmState& vm, Instruction instruction) {
  return Finish<kWanted>(vm, instruction, DivideSymmetric, 2, WideOf(vm.data.Top(1)),
                         vm.data.Top());
}
template <Wanted kWanted>
Status MultiplyDivide(VmState& vm, Instruction instruction) {
  const Wide product = MultiplySigned(vm.data.Top(2), vm.data.Top(1));
  return Finish<kWanted>(vm, instruction, DivideSymmetric, 3, product, vm.data.Top());
}

inline constexpr std::array kWords{
    Word{"+", Binary<Add>, "( n1 n2 -- n3 )", "Add."},
    Word{"-", Binary<Subtract>, "( n1 n2 -- n3 )", "Subtract n2 from n1."},
    Word{"*", Binary<Multiply>, "( n1 n2 -- n3 )", "Multiply."},
    Word{"/", Checked<2, 1, DivideCells<Wanted::kQuotient>>, "( n1 n2 -- n3 )",
         "Divide n1 by n2, truncating toward zero."},
    Word{"MOD", Checked<2, 1, DivideCells<Wanted::kRemainder>>, "( n1 n2 -- n3 )",
         "The remainder of n1 / n2; it has the sign of n1."},
    Word{"/MOD", Checked<2, 2, DivideCells<Wanted::kBoth>>, "( n1 n2 -- n3 n4 )",
         "Remainder and quotient of n1 / n2."},
    Word{"*/", Checked<3, 1, MultiplyDivide<Wanted::kQuotient>>, "( n1 n2 n3 -- n4 )",
         "n1 * n2 / n3 with a double-cell product."},
    Word{"*/MOD", Checked<3, 2, MultiplyDivide<Wanted::kBoth>>, "( n1 n2 n3 -- n4 n5 )",
         "Remainder and quotient of n1 * n2 / n3."},
    Word{"1+", Unary<Increment>, "( n1 -- n2 )", "Add one."},
    Word{"1-", Unary<Decrement>, "( n1 -- n2 )", "Subtract one."},
    Word{"2+", Unary<AddTwo>, "( n1 -- n2 )", "Add two."},
    Word{"2-", Unary<SubtractTwo>, "( n1 -- n2 )", "Subtract two."},
    Word{"2*", Unary<Double>, "( x1 -- x2 )", "Shift left by one bit."},
    Word{"2/", Unary<Halve>, "( x1 -- x2 )", "Shift right by one bit, keeping the sign."},
    Word{"ABS", Unary<Absolute>, "( n -- u )", "The absolute value."},
    Word{"NEGATE", Unary<NegateCell>, "( n1 -- n2 )", "Change the sign."},
    Word{"MIN", Binary<Minimum>, "( n1 n2 -- n3 )", "The lesser of two numbers."},
    Word{"MAX", Binary<Maximum>, "( n1 n2 -- n3 )", "The greater of two numbers."},
};

}  // namespace starkernel::forthvm::arithmetic_words
