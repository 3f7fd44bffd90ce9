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

/// Truncates toward zero, as the instruction does. What fits 32 bits is divided so, which takes
/// processors a fraction of the time.
void Translator::Divide(std::uint32_t place, Shortcut form) {
  stack_.Fetch(2);
  stack_.Take(Register::kRax);
  stack_.Take(Register::kRdx);
  const Item by = stack_.Top();
  const bool can_fail = !by.is_constant() || by.value == 0 || by.value == -1;
  if (!by.is_constant() && by.value != 0) {
    stack_.Settle(0);
  }
  const Register divisor = by.is_constant() ? stack_.Take() : stack_.Top().in;
  Label* const refused = can_fail ? &ExitAt(place) : nullptr;
  if (by.is_constant()) {
    encoder_.Move(divisor, by.value);
  }
  const Item dividend = stack_.Top(1);
  if (dividend.is_constant()) {
    encoder_.Move(Register::kRax, dividend.value);
  } else {
    encoder_.Address(Register::kRax,
                     At{.base = dividend.in, .offset = static_cast<std::int32_t>(dividend.value)});
  }
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

}  // namespace starkernel::native
