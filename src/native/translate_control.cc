#include <cstddef>
#include <cstdint>
#include <limits>

#include "src/forthvm/shortcut.h"
#include "src/native/context_places.h"
#include "src/native/encoder/encoder.h"
#include "src/native/encoder/label.h"
#include "src/native/encoder/register.h"
#include "src/native/inlining.h"
#include "src/native/native_records.h"
#include "src/native/place.h"
#include "src/native/translator.h"
#include "src/native/virtual_stack.h"

namespace starkernel::native {

using forthvm::Shortcut;

/// Goes on at another place, which decides where items have to be, or is told if this is the first
/// way there.
void Translator::JumpTo(std::uint32_t target) {
  Place& to = places_[target];
  if (to.Is(Place::kRegionStart)) {
    stack_.MakeCanonical();
  } else if (to.Is(Place::kHasLayout)) {
    stack_.Conform(to.layout);
  } else {
    stack_.MakeRegular();
    to.layout = stack_.layout();
    to.Set(Place::kHasLayout);
  }
  encoder_.Jump(to.label);
}

/// The same backwards, which is charged: a point of preemption.
void Translator::JumpBack(std::uint32_t target, std::int32_t charge) {
  Place& to = places_[target];
  if (to.Is(Place::kRegionStart)) {
    stack_.MakeCanonical();
  } else {
    stack_.Conform(to.layout);
  }
  Label& stop = ExitAt(target);
  encoder_.Do(Operation::kSubtract, fixed::kFuel, charge);
  encoder_.JumpIf(Condition::kGreater, to.label);
  encoder_.Jump(stop);
}

void Translator::GoTo(std::uint32_t place) {
  const std::int32_t distance = source_.At(place).operand;
  const auto target = static_cast<std::uint32_t>(source_.TargetOf(place));
  distance < 0 ? JumpBack(target, -distance) : JumpTo(target);
}

void Translator::Branch(std::uint32_t place, Shortcut /*form*/) {
  GoTo(place);
  live_ = false;
}

/// Nothing that is written before the jump changes flags.
void Translator::BranchIf(Condition condition, std::uint32_t place) {
  Place& to = places_[static_cast<std::size_t>(source_.TargetOf(place))];
  if (source_.At(place).operand >= 0 && !to.Is(Place::kRegionStart)) {
    if (!to.Is(Place::kHasLayout)) {
      stack_.MakeRegular();
      to.layout = stack_.layout();
      to.Set(Place::kHasLayout);
    }
    if (stack_.Conforms(to.layout)) {
      encoder_.JumpIf(condition, to.label);
      return;
    }
  }
  Label past;
  encoder_.JumpIf(Opposite(condition), past);
  const VirtualStack before = stack_;
  GoTo(place);
  stack_ = before;
  encoder_.Bind(past);
}

void Translator::BranchIfZero(std::uint32_t place, Shortcut /*form*/) {
  const bool has_copy = place > 0 && places_[place - 1].Is(Place::kFused);
  stack_.Fetch(1);
  const Item flag = stack_.Pop();
  if (flag.kind == Item::Kind::kCondition) {
    BranchIf(Opposite(flag.condition), place);
    return;
  }
  const Register in = stack_.Read(flag);
  encoder_.Test(in, in);
  if (!has_copy) {
    BranchIf(Condition::kEqual, place);
    return;
  }
  // ?DUP: where it branches, the item is gone.
  const Register kept = in;
  BranchIf(Condition::kEqual, place);
  stack_.Push(InRegister(kept));
}

void Translator::BranchUnlessEqual(std::uint32_t place, Shortcut /*form*/) {
  stack_.Fetch(2);
  // While the other may be in the same register.
  stack_.Settle(1);
  const Item wanted = stack_.Pop();
  const Register found = stack_.Top().in;
  if (wanted.is_constant()) {
    encoder_.Do(Operation::kCompare, found, static_cast<std::int32_t>(wanted.value));
  } else {
    encoder_.Do(Operation::kCompare, found, ReadApart(wanted, InRegister(found)));
  }
  BranchIf(Condition::kUnequal, place);
  stack_.Drop();
}

void Translator::StepOfLoop(std::uint32_t place, Shortcut form) {
  if (form == Shortcut::kDo || form == Shortcut::kQuestionDo) {
    BeginLoop(place, form == Shortcut::kQuestionDo);
  } else if (form == Shortcut::kLoop) {
    stack_.CopyIndex();
    encoder_.Do(Operation::kAdd, fixed::kIndex, 1);
    encoder_.Do(Operation::kCompare, fixed::kIndex, fixed::kLimit);
    BranchIf(Condition::kUnequal, place);
    stack_.EndLoop();
  } else if (form == Shortcut::kPlusLoop) {
    PlusLoop(place);
  } else if (form == Shortcut::kLeave) {
    stack_.EndLoop();
    Branch(place, form);
  } else if (form == Shortcut::kUnloop) {
    stack_.EndLoop();
  } else if (form == Shortcut::kIndex) {
    stack_.Push(InRegister(fixed::kIndex));
  } else {
    const Register to = stack_.Take();
    encoder_.Load(to, stack_.IndexPlace(1));
    stack_.Push(InRegister(to));
  }
}

void Translator::BeginLoop(std::uint32_t place, bool may_be_empty) {
  stack_.Fetch(2);
  const Item index = stack_.Pop();
  const Item limit = stack_.Pop();
  if (!may_be_empty) {
    stack_.BeginLoop(index, limit);
    return;
  }
  const Register first = ReadApart(index, limit);
  const Register last = ReadApart(limit, InRegister(first));
  encoder_.Do(Operation::kCompare, first, last);
  BranchIf(Condition::kEqual, place);
  stack_.BeginLoop(InRegister(first), InRegister(last));
}

/// Ends when the step crosses the boundary between limit - 1 and limit, see
/// branch_instructions::PlusLoop.
void Translator::PlusLoop(std::uint32_t place) {
  stack_.Fetch(1);
  const Item step = stack_.Pop();
  stack_.CopyIndex();
  const Register before = stack_.Take();
  if (step.is_constant() && step.value > std::numeric_limits<std::int32_t>::min()) {
    // Of a constant step the carry says it: before is among the last, or the first, so many.
    const auto distance = static_cast<std::int32_t>(step.value);
    encoder_.Move(before, fixed::kIndex);
    encoder_.Do(Operation::kSubtract, before, fixed::kLimit);
    encoder_.Address(fixed::kIndex, At{.base = fixed::kIndex, .offset = distance});
    if (distance > 0) {
      encoder_.Do(Operation::kAdd, before, distance);
      BranchIf(Condition::kAboveOrEqual, place);
    } else if (distance < 0) {
      encoder_.Do(Operation::kCompare, before, -distance);
      BranchIf(Condition::kAboveOrEqual, place);
    } else {
      encoder_.Do(Operation::kCompare, before, before);
      BranchIf(Condition::kAboveOrEqual, place);
    }
    stack_.EndLoop();
    return;
  }
  // Not the index itself, which changes before it is used.
  const Register by = stack_.Own(step);
  const Register after = stack_.Take();
  encoder_.Move(before, fixed::kIndex);
  encoder_.Do(Operation::kSubtract, before, fixed::kLimit);
  encoder_.Address(after, AtSum{.base = before, .index = by});
  encoder_.Do(Operation::kAdd, fixed::kIndex, by);
  encoder_.Do(Operation::kXor, after, before);
  encoder_.Do(Operation::kXor, before, by);
  encoder_.Test(before, after);
  BranchIf(Condition::kNotNegative, place);
  stack_.EndLoop();
}

/// Everything to where the word that is called, and the plain engine, look for it.
void Translator::BeforeCall() {
  stack_.MakeCanonical();
  stack_.SaveIndex();
  MoveBases(stack_.parked(), 1);
}

void Translator::BehindCall(std::uint32_t place) {
  AddEntry(place + 1, static_cast<std::uint32_t>(encoder_.here()));
  full_ = !catalogue_.AddReturn() || full_;
  MoveBases(stack_.parked(), -1);
  stack_.LoadLoop();
  const Place& next = places_[place + 1];
  stack_.BeCanonical(next.Is(Place::kRegionStart) ? std::int16_t{0} : next.depth, next.parked);
}

void Translator::Call(std::uint32_t place, Shortcut /*form*/) {
  if (inlined_ = InlinedAt(source_, place); inlined_.charge != 0) {
    DoInlined(place);
    return;
  }
  const bool recursion = source_.IsRecursion(place);
  const Definition& callee = recursion ? definition_ : *source_.CalleeAt(place);
  const std::int32_t known = places_[places_[place].region].need + stack_.depth();
  BeforeCall();
  encoder_.Call(static_cast<std::int32_t>(known >= callee.need ? callee.checked : callee.begin));
  BehindCall(place);
}

/// Has `begin` hold where the code lies of the word whose token is in `number`, which is lost; or
/// it is refused, as it is without fuel for more than the transfer, or without room for its call.
void Translator::AskForToken(Register begin, Register number, Label& refused) {
  encoder_.Do(Operation::kCompare, fixed::kFuel, 1);
  encoder_.JumpIf(Condition::kLessOrEqual, refused);
  encoder_.Address(begin, At{.base = Register::kRsp, .offset = -8});
  encoder_.Do(Operation::kCompare, begin, context::kStackLimit);
  encoder_.JumpIf(Condition::kBelow, refused);
  encoder_.Do(Operation::kSubtract, number, context::kFirstId);
  encoder_.Do(Operation::kCompare, number, context::kBeginCount);
  encoder_.JumpIf(Condition::kAboveOrEqual, refused);
  encoder_.Load(begin, context::kBegins);
  encoder_.LoadHalf(begin, AtSum{.base = begin, .index = number, .scale = 2});
  encoder_.Test(begin, begin);
  encoder_.JumpIf(Condition::kEqual, refused);
  encoder_.Do(Operation::kAdd, begin, context::kCode);
}

/// A word by its token, from the stack or in a deferred word: if it is a program's, and has native
/// code.
void Translator::CallToken(std::uint32_t place, Shortcut form) {
  const bool is_deferred = form == Shortcut::kDeferred;
  stack_.Fetch(is_deferred ? 0 : 1);
  stack_.Take(fixed::kTop);
  if (!is_deferred) {
    stack_.Settle(0);
  }
  const Register begin = stack_.Take();
  const Register number = stack_.Take();
  Label& refused = ExitAt(place);
  if (is_deferred) {
    encoder_.Load(number, context::kHeaders);
    encoder_.Load(number, At{.base = number, .offset = ValuePlace(place)});
  } else {
    encoder_.Move(number, stack_.Top().in);
  }
  AskForToken(begin, number, refused);
  encoder_.Do(Operation::kSubtract, fixed::kFuel, 1);
  if (!is_deferred) {
    stack_.Drop();
  }
  BeforeCall();
  encoder_.Call(begin);
  BehindCall(place);
}

}  // namespace starkernel::native
