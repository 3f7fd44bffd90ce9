#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "src/forthvm/cell.h"
#include "src/forthvm/shortcut.h"
#include "src/native/encoder/encoder.h"
#include "src/native/encoder/register.h"
#include "src/native/place.h"
#include "src/native/translator.h"
#include "src/native/virtual_stack.h"

namespace starkernel::native {

using forthvm::Shortcut;

namespace {

/// Far within what an instruction can add, so that small distances can be added to it.
bool CanWait(std::int64_t value) {
  constexpr std::int64_t kMost = std::int64_t{1} << 30U;
  return value > -kMost && value < kMost;
}

std::int64_t Sum(std::int64_t left, std::int64_t right) {
  return forthvm::Signed(forthvm::Unsigned(left) + forthvm::Unsigned(right));
}

std::int64_t Folded(Operation operation, std::int64_t left, std::int64_t right) {
  return operation == Operation::kAnd  ? left & right
         : operation == Operation::kOr ? left | right
                                       : left ^ right;
}

}  // namespace

/// How a computation is done, and in which way.
struct Translator::Computation {
  enum class Kind : std::uint8_t {
    kCompare,
    kAdd,
    kSubtract,
    kMultiply,
    kChoose,
    kCombine,
    kShift,
    kAddConstant,
    kShiftOnce,
    kSingle,
    kTest,
  };

  Kind kind = Kind::kCompare;
  std::uint8_t way = 0;  ///< A Condition, Operation, Shift or Single.
  std::int8_t constant = 0;
};

consteval Translator::Computations Translator::MakeComputations() {
  using enum Shortcut;
  using Kind = Computation::Kind;
  Computations table{};
  const auto set = [&table](Shortcut form, Kind kind, auto way, std::int8_t constant = 0) {
    table[static_cast<std::size_t>(form)] = {
        .kind = kind, .way = static_cast<std::uint8_t>(way), .constant = constant};
  };
  set(kAdd, Kind::kAdd, 0);
  set(kSubtract, Kind::kSubtract, 0);
  set(kMultiply, Kind::kMultiply, 0);
  set(kMinimum, Kind::kChoose, Condition::kGreater);
  set(kMaximum, Kind::kChoose, Condition::kLess);
  set(kAnd, Kind::kCombine, Operation::kAnd);
  set(kOr, Kind::kCombine, Operation::kOr);
  set(kXor, Kind::kCombine, Operation::kXor);
  set(kShiftLeft, Kind::kShift, Shift::kLeft);
  set(kShiftRight, Kind::kShift, Shift::kRight);
  set(kEqual, Kind::kCompare, Condition::kEqual);
  set(kUnequal, Kind::kCompare, Condition::kUnequal);
  set(kLess, Kind::kCompare, Condition::kLess);
  set(kGreater, Kind::kCompare, Condition::kGreater);
  set(kLessOrEqual, Kind::kCompare, Condition::kLessOrEqual);
  set(kGreaterOrEqual, Kind::kCompare, Condition::kGreaterOrEqual);
  set(kUnsignedLess, Kind::kCompare, Condition::kBelow);
  set(kUnsignedGreater, Kind::kCompare, Condition::kAbove);
  set(kIncrement, Kind::kAddConstant, 0, 1);
  set(kDecrement, Kind::kAddConstant, 0, -1);
  set(kCellPlus, Kind::kAddConstant, 0, 8);
  set(kDouble, Kind::kShiftOnce, Shift::kLeft, 1);
  set(kCells, Kind::kShiftOnce, Shift::kLeft, 3);
  set(kHalve, Kind::kShiftOnce, Shift::kArithmeticRight, 1);
  set(kNegate, Kind::kSingle, Single::kNegate);
  set(kInvert, Kind::kSingle, Single::kNot);
  set(kIsZero, Kind::kTest, Condition::kEqual);
  set(kIsNotZero, Kind::kTest, Condition::kUnequal);
  set(kIsNegative, Kind::kTest, Condition::kNegative);
  set(kIsPositive, Kind::kTest, Condition::kGreater);
  return table;
}

void Translator::Compute(std::uint32_t place, Shortcut form) {
  using Kind = Computation::Kind;
  static constexpr Computations kComputations = MakeComputations();
  const Computation& how = kComputations[static_cast<std::size_t>(form)];
  const bool takes_two = how.kind < Kind::kAddConstant;
  const bool adds = how.kind == Kind::kAdd;
  if (stack_.count() == 1 && stack_.Top().kind == Item::Kind::kRegister &&
      (adds || (how.kind == Kind::kCombine && !IsConditionNext(place)))) {
    CombineWithBelow(adds ? Operation::kAdd : static_cast<Operation>(how.way));
    return;
  }
  stack_.Fetch(takes_two ? 2 : 1);
  const Item right = stack_.Pop();
  const Item left = takes_two ? stack_.Pop() : right;
  switch (how.kind) {
    case Kind::kCompare: Compare(place, static_cast<Condition>(how.way), left, right); break;
    case Kind::kAdd: Add(left, right); break;
    case Kind::kSubtract: Subtract(left, right); break;
    case Kind::kMultiply: Multiply(left, right); break;
    case Kind::kChoose: Choose(static_cast<Condition>(how.way), left, right); break;
    case Kind::kCombine: Combine(place, static_cast<Operation>(how.way), left, right); break;
    case Kind::kShift: ShiftBy(static_cast<Shift>(how.way), left, right); break;
    case Kind::kAddConstant: Add(left, ConstantOf(how.constant)); break;
    case Kind::kShiftOnce:
      ShiftBy(static_cast<Shift>(how.way), left, ConstantOf(how.constant));
      break;
    case Kind::kSingle: {
      const Register to = stack_.Own(left);
      encoder_.Do(static_cast<Single>(how.way), to);
      stack_.Push(InRegister(to));
      break;
    }
    case Kind::kTest: Test(place, static_cast<Condition>(how.way), left); break;
  }
}

/// A comparison with zero, or of a truth value what it says, or the opposite.
void Translator::Test(std::uint32_t place, Condition condition, const Item& item) {
  if (item.kind == Item::Kind::kCondition) {
    PushCondition(place,
                  condition == Condition::kEqual ? Opposite(item.condition) : item.condition);
    return;
  }
  const Register in = stack_.Read(item);
  encoder_.Test(in, in);
  PushCondition(place, condition);
}

/// A register of its own for the item, whatever becomes of the other's.
Register Translator::OwnApart(const Item& item, const Item& other) {
  if (item.is_constant() || !other.Uses(item.in)) {
    return stack_.Own(item);
  }
  const Register to = stack_.Take();
  if (item.value != 0) {
    encoder_.Address(to, At{.base = item.in, .offset = static_cast<std::int32_t>(item.value)});
  } else {
    encoder_.Move(to, item.in);
  }
  return to;
}

/// A register that holds the item, whatever becomes of the other's.
Register Translator::ReadApart(const Item& item, const Item& other) {
  return !item.is_constant() && item.value == 0 ? item.in : OwnApart(item, other);
}

/// Constants are not added before somebody has to know the sum.
void Translator::Add(Item left, Item right) {
  if (left.is_constant() && right.is_constant()) {
    stack_.Push(ConstantOf(Sum(left.value, right.value)));
    return;
  }
  if (left.is_constant()) {
    std::swap(left, right);
  }
  if (right.is_constant() && CanWait(right.value + left.value)) {
    stack_.Push(InRegister(left.in, left.value + right.value));
    return;
  }
  const Register other = right.is_constant() ? stack_.Own(right) : right.in;
  const std::int64_t distance = right.is_constant() ? left.value : left.value + right.value;
  const std::int64_t waits = CanWait(distance) ? distance : 0;
  Register to = other;
  if (!stack_.IsShared(left.in)) {
    to = left.in;
    encoder_.Do(Operation::kAdd, to, other);
  } else if (!stack_.IsShared(other)) {
    encoder_.Do(Operation::kAdd, to, left.in);
  } else {
    to = stack_.Take();
    encoder_.Address(to, AtSum{.base = left.in, .index = other});
  }
  if (waits != distance) {
    encoder_.Do(Operation::kAdd, to, static_cast<std::int32_t>(distance));
  }
  stack_.Push(InRegister(to, waits));
}

/// Whatever the order: the item below the top is still in memory, and need not be loaded first.
void Translator::CombineWithBelow(Operation operation) {
  const Item top = stack_.Pop();
  // Constants that are added may wait on.
  const std::int64_t waits = operation == Operation::kAdd ? top.value : 0;
  const Register to = stack_.Own(InRegister(top.in, top.value - waits));
  encoder_.Do(operation, to, stack_.TopUnknown());
  stack_.DropUnknown();
  stack_.Push(InRegister(to, waits));
}

void Translator::Subtract(const Item& left, const Item& right) {
  if (right.is_constant()) {
    Add(left, ConstantOf(-right.value));
    return;
  }
  const std::int64_t distance = (left.is_constant() ? 0 : left.value) - right.value;
  if (!CanWait(distance)) {
    const Register other = ReadApart(right, left);
    const Register to = OwnApart(left, InRegister(other));
    encoder_.Do(Operation::kSubtract, to, other);
    stack_.Push(InRegister(to));
    return;
  }
  const Item base = left.is_constant() ? left : InRegister(left.in);
  const Register to = OwnApart(base, right);
  encoder_.Do(Operation::kSubtract, to, right.in);
  stack_.Push(InRegister(to, distance));
}

void Translator::Combine(std::uint32_t place, Operation operation, Item left, Item right) {
  if (left.is_constant()) {
    std::swap(left, right);
  }
  if (left.is_constant()) {
    stack_.Push(ConstantOf(Folded(operation, left.value, right.value)));
    return;
  }
  if (operation == Operation::kAnd && IsConditionNext(place)) {
    const Register first = ReadApart(left, right);
    if (right.is_constant()) {
      encoder_.Test(first, static_cast<std::int32_t>(right.value));
    } else {
      encoder_.Test(first, ReadApart(right, InRegister(first)));
    }
    PushCondition(place, Condition::kUnequal);
    return;
  }
  if (right.is_constant()) {
    const Register to = stack_.Own(left);
    encoder_.Do(operation, to, static_cast<std::int32_t>(right.value));
    stack_.Push(InRegister(to));
    return;
  }
  if (stack_.IsShared(left.in) && !stack_.IsShared(right.in)) {
    std::swap(left, right);
  }
  const Register other = ReadApart(right, left);
  const Register to = OwnApart(left, InRegister(other));
  encoder_.Do(operation, to, other);
  stack_.Push(InRegister(to));
}

void Translator::Multiply(Item left, Item right) {
  if (left.is_constant()) {
    std::swap(left, right);
  }
  if (!right.is_constant()) {
    if (stack_.IsShared(left.in) && !stack_.IsShared(right.in)) {
      std::swap(left, right);
    }
    const Register other = ReadApart(right, left);
    const Register to = OwnApart(left, InRegister(other));
    encoder_.Multiply(to, other);
    stack_.Push(InRegister(to));
    return;
  }
  if (left.is_constant()) {
    stack_.Push(ConstantOf(
        forthvm::Signed(forthvm::Unsigned(left.value) * forthvm::Unsigned(right.value))));
    return;
  }
  if (right.value > 0 && std::has_single_bit(forthvm::Unsigned(right.value))) {
    const Register to = stack_.Own(left);
    encoder_.Do(Shift::kLeft, to,
                static_cast<std::uint8_t>(std::countr_zero(forthvm::Unsigned(right.value))));
    stack_.Push(InRegister(to));
    return;
  }
  const Register from = stack_.Read(left);
  const Register to = stack_.IsShared(from) ? stack_.Take() : from;
  // A power of two and one: the item and so many times it.
  const std::int64_t times = right.value - 1;
  if (times == 2 || times == 4 || times == 8) {
    const auto scale = static_cast<std::uint8_t>(std::countr_zero(forthvm::Unsigned(times)));
    encoder_.Address(to, AtSum{.base = from, .index = from, .scale = scale});
    stack_.Push(InRegister(to));
    return;
  }
  encoder_.Multiply(to, from, static_cast<std::int32_t>(right.value));
  stack_.Push(InRegister(to));
}

/// A count beyond the cell leaves nothing; the instruction would take its lowest bits.
void Translator::ShiftBy(Shift shift, const Item& value, const Item& count) {
  constexpr std::int64_t kBits = 64;
  if (count.is_constant()) {
    if (count.value < 0 || count.value >= kBits) {
      stack_.Push(ConstantOf(0));
      return;
    }
    const Register to = stack_.Own(value);
    encoder_.Do(shift, to, static_cast<std::uint8_t>(count.value));
    stack_.Push(InRegister(to));
    return;
  }
  const Register to = stack_.Take();
  const Register counts = stack_.Take();
  encoder_.Move(counts, count.in);
  if (count.value != 0) {
    encoder_.Do(Operation::kAdd, counts, static_cast<std::int32_t>(count.value));
  }
  if (value.is_constant()) {
    encoder_.Move(to, value.value);
  } else {
    encoder_.Address(to, At{.base = value.in, .offset = static_cast<std::int32_t>(value.value)});
  }
  // Whatever lies in rcx comes back.
  Register result = to;
  if (counts != Register::kRcx) {
    encoder_.Exchange(counts, Register::kRcx);
    result = to == Register::kRcx ? counts : to;
  }
  encoder_.ShiftByRcx(shift, result);
  encoder_.Do(Operation::kCompare, Register::kRcx, static_cast<std::int32_t>(kBits));
  encoder_.Do(Operation::kSubtractCarry, Register::kRcx, Register::kRcx);
  encoder_.Do(Operation::kAnd, result, Register::kRcx);
  if (counts != Register::kRcx) {
    encoder_.Exchange(counts, Register::kRcx);
  }
  stack_.Push(InRegister(to));
}

/// The left one, or if it compares so with the right one, that.
void Translator::Choose(Condition other, const Item& left, const Item& right) {
  const Register second = ReadApart(right, left);
  const Register first = OwnApart(left, InRegister(second));
  encoder_.Do(Operation::kCompare, first, second);
  encoder_.MoveIf(other, first, second);
  stack_.Push(InRegister(first));
}

void Translator::Compare(std::uint32_t place, Condition condition, Item left, Item right) {
  if (left.is_constant()) {
    std::swap(left, right);
    condition = Mirrored(condition);
  }
  const Register first = ReadApart(left, right);
  if (right.is_constant()) {
    encoder_.Do(Operation::kCompare, first, static_cast<std::int32_t>(right.value));
  } else {
    encoder_.Do(Operation::kCompare, first, ReadApart(right, InRegister(first)));
  }
  PushCondition(place, condition);
}

/// Whether execution comes to the place from the one before it alone, and goes on natively.
bool Translator::IsAlone(std::uint32_t place) const {
  if (place >= source_.length()) {
    return false;
  }
  const Place& at = places_[place];
  return at.Is(Place::kReached) && !at.Is(Place::kPending) && !at.Is(Place::kBackTarget) &&
         !at.Is(Place::kRegionStart) && !at.Is(Place::kLeft);
}

/// What comes next if nothing else leads there.
Shortcut Translator::NextForm(std::uint32_t place) const {
  if (inlined_.charge != 0 && inlined_next_ < inlined_.places.size()) {
    return source_.FormAt(inlined_.places.items()[inlined_next_]);
  }
  const std::uint32_t next = (inlined_.charge != 0 ? inlined_from_ : place) + 1;
  return IsAlone(next) ? source_.FormAt(next) : Shortcut::kNone;
}

/// Whether of what an instruction leaves the next one only looks whether it is zero.
bool Translator::IsConditionNext(std::uint32_t place) const {
  const Shortcut next = NextForm(place);
  return next == Shortcut::kBranchIfZero || next == Shortcut::kIsZero ||
         next == Shortcut::kIsNotZero;
}

/// A truth value that need not be one if it is looked at next.
void Translator::PushCondition(std::uint32_t place, Condition condition) {
  if (IsConditionNext(place)) {
    stack_.Push({.kind = Item::Kind::kCondition, .condition = condition});
    return;
  }
  const Register to = stack_.Take();
  encoder_.SetAll(condition, to);
  stack_.Push(InRegister(to));
}

}  // namespace starkernel::native
