#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "src/forthvm/envelope.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/shortcut.h"
#include "src/forthvm/word_header.h"
#include "src/native/context_places.h"
#include "src/native/encoder/encoder.h"
#include "src/native/encoder/label.h"
#include "src/native/encoder/register.h"
#include "src/native/native_records.h"
#include "src/native/place.h"
#include "src/native/stack_effect.h"
#include "src/native/translator.h"
#include "src/native/virtual_stack.h"

namespace starkernel::native {

using forthvm::Instruction;
using forthvm::Opcode;
using forthvm::Shortcut;

consteval Translator::Steps Translator::MakeSteps() {
  using enum Shortcut;
  Steps steps{};
  steps.fill(&Translator::Compute);
  const auto set = [&steps](StepFunction step, auto... forms) {
    ((steps[static_cast<std::size_t>(forms)] = step), ...);
  };
  set(&Translator::StepOnStack, kDup, kDrop, kSwap, kOver, kNip, kTuck, kRotate, kRotateBack,
      kTwoDup, kTwoDrop, kTwoOver);
  set(&Translator::StepOnParked, kPark, kTake, kParked, kParkTwo, kTakeTwo);
  set(&Translator::StepOfLoop, kDo, kQuestionDo, kLoop, kPlusLoop, kLeave, kUnloop, kIndex,
      kOuterIndex);
  set(&Translator::StepWithLocals, kMakeLocals, kLocalFetch, kLocalStore);
  set(&Translator::StepOnMemory, kFetch, kStore, kAddStore, kCharFetch, kCharStore);
  set(&Translator::StepOnWord, kLiteral, kWideLiteral, kCreated, kConstant, kStoreValue);
  set(&Translator::Divide, kDivide, kRemainder, kDivideBoth);
  set(&Translator::DivideWide, kScale, kScaleBoth, kDivideUnsigned, kDivideSymmetric);
  set(&Translator::MultiplyWide, kMultiplyUnsigned, kMultiplySigned);
  set(&Translator::StepOfConstant, kTrue, kFalse, kBlank);
  set(&Translator::StepOfPick, kPick);
  set(&Translator::StepOfCopy, kQuestionDup);
  set(&Translator::Branch, kBranch);
  set(&Translator::BranchIfZero, kBranchIfZero);
  set(&Translator::BranchUnlessEqual, kOf);
  set(&Translator::Call, kCall);
  set(&Translator::CallToken, kExecute, kDeferred);
  set(&Translator::BeginCatch, kCatchBegin);
  set(&Translator::EndCatch, kCatchEnd);
  set(&Translator::Throw, kThrow);
  set(&Translator::StepOut, kExit);
  return steps;
}

void Translator::Step(std::uint32_t place) {
  static constexpr Steps kSteps = MakeSteps();
  const Shortcut form = source_.FormAt(place);
  (this->*kSteps[static_cast<std::size_t>(form)])(place, form);
}

void Translator::StepOfConstant(std::uint32_t /*place*/, Shortcut form) {
  constexpr std::int64_t kTruth = -1;
  stack_.Push(ConstantOf(form == Shortcut::kTrue ? kTruth : form == Shortcut::kBlank ? ' ' : 0));
}

void Translator::StepOfPick(std::uint32_t place, Shortcut /*form*/) {
  stack_.Drop();
  stack_.Pick(static_cast<std::size_t>(source_.PickAt(place)));
}

/// ?DUP: the branch behind it does that.
void Translator::StepOfCopy(std::uint32_t /*place*/, Shortcut /*form*/) {}

void Translator::StepOut(std::uint32_t /*place*/, Shortcut /*form*/) {
  stack_.MakeCanonical();
  encoder_.Return();
  live_ = false;
}

/// What a word does that rearranges the top of the stack: exchanges of neighbours, whose places are
/// counted from the top, and then copies.
struct Translator::Rearrangement {
  std::uint8_t known = 0;  ///< Items that have to be in registers.
  std::uint8_t exchanges = 0;
  std::array<std::uint8_t, 2> exchanged{};  ///< The upper one of each pair.
  std::uint8_t copies = 0;
  std::uint8_t copied = 0;  ///< The place of what is copied.
  std::uint8_t drops = 0;
};

void Translator::StepOnStack(std::uint32_t /*place*/, Shortcut form) {
  static constexpr auto kRearrangements = [] {
    using enum Shortcut;
    std::array<Rearrangement, kForms> table{};
    const auto set = [&table](Shortcut which, const Rearrangement& what) {
      table[static_cast<std::size_t>(which)] = what;
    };
    set(kDup, {.known = 1, .copies = 1});
    set(kOver, {.copies = 1, .copied = 1});
    set(kTwoDup, {.copies = 2, .copied = 1});
    set(kTwoOver, {.copies = 2, .copied = 3});
    set(kDrop, {.drops = 1});
    set(kTwoDrop, {.drops = 2});
    set(kSwap, {.known = 2, .exchanges = 1});
    set(kNip, {.known = 2, .exchanges = 1, .drops = 1});
    set(kTuck, {.known = 2, .exchanges = 1, .copies = 1, .copied = 1});
    set(kRotate, {.known = 3, .exchanges = 2, .exchanged = {1, 0}});
    set(kRotateBack, {.known = 3, .exchanges = 2, .exchanged = {0, 1}});
    return table;
  }();
  const Rearrangement& what = kRearrangements[static_cast<std::size_t>(form)];
  if (form == Shortcut::kNip && stack_.count() == 1) {
    stack_.DropUnknown();
    return;
  }
  stack_.Fetch(what.known);
  for (std::size_t number = 0; number < what.exchanges; ++number) {
    const std::size_t upper = what.exchanged[number];
    std::swap(stack_.Top(upper), stack_.Top(upper + 1));
  }
  for (unsigned copies = what.copies; copies > 0; --copies) {
    stack_.Pick(what.copied);
  }
  for (unsigned drops = what.drops; drops > 0; --drops) {
    stack_.Drop();
  }
}

void Translator::StepOnParked(std::uint32_t /*place*/, Shortcut form) {
  if (form == Shortcut::kPark || form == Shortcut::kParkTwo) {
    const bool two = form == Shortcut::kParkTwo;
    stack_.Fetch(two ? 2 : 1);
    const Item top = stack_.Pop();
    if (two) {
      stack_.Park(stack_.Pop());
    }
    stack_.Park(top);
    return;
  }
  if (form == Shortcut::kParked) {
    stack_.Push(stack_.TopParked());
    return;
  }
  const Item top = stack_.Unpark();
  if (form == Shortcut::kTakeTwo) {
    stack_.Push(stack_.Unpark());
  }
  stack_.Push(top);
}

void Translator::StepWithLocals(std::uint32_t place, Shortcut form) {
  const auto operand = static_cast<std::uint32_t>(source_.At(place).operand);
  const auto local = [](std::uint32_t number) {
    return At{.base = fixed::kParked, .offset = static_cast<std::int32_t>(number * 8)};
  };
  if (form == Shortcut::kLocalFetch) {
    const Register to = stack_.Take();
    encoder_.Load(to, local(operand));
    stack_.Push(InRegister(to));
    return;
  }
  if (form == Shortcut::kLocalStore) {
    stack_.Fetch(1);
    encoder_.Store(local(operand), stack_.Read(stack_.Pop()));
    return;
  }
  const std::uint32_t taken = operand & 0xffffU;
  const std::uint32_t all = taken + (operand >> 16U);
  const std::uint32_t first = stack_.parked().locals;
  for (std::uint32_t number = taken; number > 0; --number) {
    stack_.Release();
    stack_.Fetch(1);
    encoder_.Store(local(first + number - 1), stack_.Read(stack_.Pop()));
  }
  for (std::uint32_t number = taken; number < all; ++number) {
    encoder_.Store(local(first + number), 0);
  }
  stack_.AddLocals(static_cast<std::uint16_t>(all));
}

/// That the address, which is not below the first valid one if it is a constant, is at most as far
/// from that as the context says.
void Translator::AskForAddress(std::uint32_t place, const Item& address, At last) {
  const std::int32_t distance = static_cast<std::int32_t>(address.value) -
                                static_cast<std::int32_t>(forthvm::kFirstValidAddress.value());
  if (address.is_constant()) {
    Label& refused = ExitAt(place);
    encoder_.Do(Operation::kCompare, last, distance);
    encoder_.JumpIf(Condition::kBelow, refused);
    return;
  }
  const Register checked = stack_.Take();
  Label& refused = ExitAt(place);
  encoder_.Address(checked, At{.base = address.in, .offset = distance});
  encoder_.Do(Operation::kCompare, checked, last);
  encoder_.JumpIf(Condition::kAbove, refused);
}

/// Has what is stored, below the address, in a register, or be a constant; whether it is one.
bool Translator::SettleStored(Shortcut form) {
  const Item& value = stack_.Top(1);
  if (value.is_constant() && form != Shortcut::kAddStore) {
    return true;
  }
  if (value.is_constant() || value.value != 0) {
    stack_.Settle(1);
  }
  return false;
}

/// One access, directly behind a jump to where it is left to the plain engine: that is how the
/// handler of a page fault finds where to go on (access_fixups.h).
void Translator::StepOnMemory(std::uint32_t place, Shortcut form) {
  const bool fetches = form == Shortcut::kFetch || form == Shortcut::kCharFetch;
  const bool is_cell = form != Shortcut::kCharFetch && form != Shortcut::kCharStore;
  const At last = is_cell ? context::kLastCell : context::kLastByte;
  constexpr auto kFirst = static_cast<std::int64_t>(forthvm::kFirstValidAddress.value());
  stack_.Fetch(fetches ? 1 : 2);
  const bool stores_constant = !fetches && SettleStored(form);
  const Register work = stack_.Take();
  if (stack_.Top().is_constant() && stack_.Top().value < kFirst) {
    encoder_.Move(work, stack_.Top().value);
    stack_.Top() = InRegister(work);
  }
  const Item address = stack_.Top();
  const auto offset = static_cast<std::int32_t>(address.value);
  AskForAddress(place, address, last);
  const auto access = [&address, offset](auto how) {
    if (address.is_constant()) {
      how(At{.base = fixed::kMemory, .offset = offset});
    } else {
      how(AtSum{.base = fixed::kMemory, .index = address.in, .offset = offset});
    }
  };
  stack_.Drop();
  if (fetches) {
    access([&](auto from) { is_cell ? encoder_.Load(work, from) : encoder_.LoadByte(work, from); });
    stack_.Push(InRegister(work));
    return;
  }
  const Register value = stack_.Top().in;
  const auto constant = static_cast<std::int32_t>(stack_.Top().value);
  access([&](auto to) {
    if (stores_constant) {
      is_cell ? encoder_.Store(to, constant) : encoder_.StoreByte(to, constant);
      return;
    }
    form == Shortcut::kStore      ? encoder_.Store(to, value)
    : form == Shortcut::kAddStore ? encoder_.AddTo(to, value)
                                  : encoder_.StoreByte(to, value);
  });
  stack_.Drop();
}

/// Where the value in the header of the word that is the operand lies, from LoadHeaders on.
std::int32_t Translator::ValuePlace(std::uint32_t place) const {
  const std::int32_t word =
      source_.At(place).operand - static_cast<std::int32_t>(source_.shared_count());
  return word * static_cast<std::int32_t>(sizeof(forthvm::WordHeader)) +
         static_cast<std::int32_t>(offsetof(forthvm::WordHeader, value));
}

void Translator::StepOnWord(std::uint32_t place, Shortcut form) {
  const Instruction instruction = source_.At(place);
  if (form == Shortcut::kLiteral) {
    stack_.Push(ConstantOf(instruction.operand));
    return;
  }
  if (form == Shortcut::kWideLiteral) {
    const auto low = static_cast<std::uint32_t>(instruction.operand);
    const auto high = static_cast<std::uint64_t>(source_.At(place + 1).operand);
    stack_.Push(ConstantOf(static_cast<std::int64_t>(high << 32U | low)));
    return;
  }
  if (form == Shortcut::kStoreValue) {
    stack_.Fetch(1);
    const Register value = stack_.Read(stack_.Pop());
    const Register headers = stack_.Take();
    encoder_.Load(headers, context::kHeaders);
    encoder_.Store(At{.base = headers, .offset = ValuePlace(place)}, value);
    return;
  }
  if (Is(instruction, Opcode::kValue) && source_.IsOwn(place)) {
    const Register to = stack_.Take();
    encoder_.Load(to, context::kHeaders);
    encoder_.Load(to, At{.base = to, .offset = ValuePlace(place)});
    stack_.Push(InRegister(to));
    return;
  }
  // What never changes.
  stack_.Push(ConstantOf(source_.HeaderAt(place).value));
}

void Translator::Leave(std::uint32_t place) {
  encoder_.Jump(ExitAt(place));
  live_ = false;
}

}  // namespace starkernel::native
