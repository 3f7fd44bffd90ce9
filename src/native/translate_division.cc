#include <cstddef>
#include <cstdint>
#include <limits>

#include "src/forthvm/shortcut.h"
#include "src/native/encoder/encoder.h"
#include "src/native/encoder/label.h"
#include "src/native/encoder/register.h"
#include "src/native/translator.h"
#include "src/native/virtual_stack.h"

namespace starkernel::native {

using forthvm::Shortcut;

/// Jumps to `refused` if what is in rax cannot be divided by `divisor`: that is zero, or the
/// quotient is one too many. Either is told from all others by one comparison. Uses rdx.
void Translator::AskForQuotient(Register divisor, Label& refused) {
  Label others;
  encoder_.Address(Register::kRdx, At{.base = divisor, .offset = 1});
  encoder_.Do(Operation::kCompare, Register::kRdx, 1);
  encoder_.JumpIf(Condition::kAbove, others);
  encoder_.Test(divisor, divisor);
  encoder_.JumpIf(Condition::kEqual, refused);
  encoder_.Move(Register::kRdx, std::numeric_limits<std::int64_t>::min());
  encoder_.Do(Operation::kCompare, Register::kRax, Register::kRdx);
  encoder_.JumpIf(Condition::kEqual, refused);
  encoder_.Bind(others);
}

/// A register that holds the item with `below` above it, and nothing to be added.
Register Translator::Plain(std::size_t below) {
  const Item& item = stack_.Top(below);
  if (item.is_constant() || item.value != 0) {
    stack_.Settle(below);
  }
  return stack_.Top(below).in;
}

void Translator::LoadItem(Register to, const Item& item) {
  if (item.is_constant()) {
    encoder_.Move(to, item.value);
  } else if (item.value != 0) {
    encoder_.Address(to, At{.base = item.in, .offset = static_cast<std::int32_t>(item.value)});
  } else {
    encoder_.Move(to, item.in);
  }
}

/// Truncates toward zero, as the instruction does. What fits 32 bits is divided so, which takes
/// processors a fraction of the time.
void Translator::Divide(std::uint32_t place, Shortcut form) {
  stack_.Fetch(2);
  stack_.Take(Register::kRax);
  stack_.Take(Register::kRdx);
  const Item by = stack_.Top();
  const bool can_fail = !by.is_constant() || by.value == 0 || by.value == -1;
  if (!by.is_constant()) {
    static_cast<void>(Plain(0));
  }
  const Register divisor = by.is_constant() ? stack_.Take() : stack_.Top().in;
  Label* const refused = can_fail ? &ExitAt(place) : nullptr;
  if (by.is_constant()) {
    encoder_.Move(divisor, by.value);
  }
  LoadItem(Register::kRax, stack_.Top(1));
  Label wide;
  Label done;
  encoder_.Move(Register::kRdx, Register::kRax);
  encoder_.Do(Operation::kOr, Register::kRdx, divisor);
  constexpr std::uint8_t kHalf = 32;
  encoder_.Do(Shift::kRight, Register::kRdx, kHalf);
  encoder_.JumpIf(Condition::kUnequal, wide);
  if (refused != nullptr) {
    encoder_.Test(divisor, divisor);
    encoder_.JumpIf(Condition::kEqual, *refused);
  }
  encoder_.DivideHalves(divisor);
  encoder_.Jump(done);
  encoder_.Bind(wide);
  if (refused != nullptr) {
    AskForQuotient(divisor, *refused);
  }
  encoder_.ExtendSign();
  encoder_.Do(Single::kDivide, divisor);
  encoder_.Bind(done);
  stack_.Drop();
  stack_.Drop();
  if (form != Shortcut::kDivide) {
    stack_.Push(InRegister(Register::kRdx));
  }
  if (form != Shortcut::kRemainder) {
    stack_.Push(InRegister(Register::kRax));
  }
}

/// The same for what is in rdx:rax, signed, and is more than a cell: the quotient fits if the
/// magnitude of the upper half, or one more, is below half of the divisor's. What is nearer to the
/// edge is refused, too. Uses `work` and `spare`.
void Translator::AskForWideQuotient(Register divisor, Register work, Register spare,
                                    Label& refused) {
  constexpr std::uint8_t kSign = 63;
  encoder_.Move(work, Register::kRdx);
  encoder_.Move(spare, Register::kRdx);
  encoder_.Do(Shift::kArithmeticRight, spare, kSign);
  encoder_.Do(Operation::kXor, work, spare);
  encoder_.Do(Operation::kAdd, work, 1);
  encoder_.Move(spare, divisor);
  encoder_.Do(Single::kNegate, spare);
  encoder_.MoveIf(Condition::kNegative, spare, divisor);
  encoder_.Do(Shift::kRight, spare, 1);
  encoder_.Do(Operation::kCompare, work, spare);
  encoder_.JumpIf(Condition::kAboveOrEqual, refused);
}

/// Divides what is in rdx:rax, if the quotient fits.
void Translator::DivideSigned(Register divisor, Register work, Register spare, Label& refused) {
  constexpr std::uint8_t kSign = 63;
  Label wide;
  Label fits;
  encoder_.Move(work, Register::kRax);
  encoder_.Do(Shift::kArithmeticRight, work, kSign);
  encoder_.Do(Operation::kCompare, work, Register::kRdx);
  encoder_.JumpIf(Condition::kUnequal, wide);
  AskForQuotient(divisor, refused);
  encoder_.ExtendSign();
  encoder_.Jump(fits);
  encoder_.Bind(wide);
  AskForWideQuotient(divisor, work, spare, refused);
  encoder_.Bind(fits);
  encoder_.Do(Single::kDivide, divisor);
}

/// Of a product, or of a double-cell number. With the three items in registers, two that the
/// processor prescribes and two to work with, none is left.
void Translator::DivideWide(std::uint32_t place, Shortcut form) {
  const bool scales = form == Shortcut::kScale || form == Shortcut::kScaleBoth;
  stack_.Fetch(3);
  stack_.Take(Register::kRax);
  stack_.Take(Register::kRdx);
  const Register divisor = Plain(0);
  const Register upper = Plain(1);
  const Register work = stack_.Take();
  const Register spare = stack_.Take();
  Label& refused = ExitAt(place);
  LoadItem(Register::kRax, stack_.Top(2));
  if (scales) {
    encoder_.Do(Single::kMultiply, upper);
  } else {
    encoder_.Move(Register::kRdx, upper);
  }
  if (form == Shortcut::kDivideUnsigned) {
    encoder_.Do(Operation::kCompare, Register::kRdx, divisor);
    encoder_.JumpIf(Condition::kAboveOrEqual, refused);
    encoder_.Do(Single::kDivideUnsigned, divisor);
  } else {
    DivideSigned(divisor, work, spare, refused);
  }
  stack_.Drop();
  stack_.Drop();
  stack_.Drop();
  if (form != Shortcut::kScale) {
    stack_.Push(InRegister(Register::kRdx));
  }
  stack_.Push(InRegister(Register::kRax));
}

void Translator::MultiplyWide(std::uint32_t /*place*/, Shortcut form) {
  stack_.Fetch(2);
  stack_.Take(Register::kRax);
  stack_.Take(Register::kRdx);
  const Register factor = Plain(0);
  LoadItem(Register::kRax, stack_.Top(1));
  encoder_.Do(form == Shortcut::kMultiplySigned ? Single::kMultiply : Single::kMultiplyUnsigned,
              factor);
  stack_.Drop();
  stack_.Drop();
  stack_.Push(InRegister(Register::kRax));
  stack_.Push(InRegister(Register::kRdx));
}

}  // namespace starkernel::native
