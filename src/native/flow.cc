#include "src/native/flow.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "src/forthvm/instruction.h"
#include "src/forthvm/operand_kind.h"
#include "src/forthvm/shortcut.h"
#include "src/native/inlining.h"
#include "src/native/native_records.h"
#include "src/native/place.h"
#include "src/native/stack_effect.h"

namespace starkernel::native {

using forthvm::Instruction;
using forthvm::Opcode;
using forthvm::Shortcut;

namespace {

bool IsBranch(Instruction instruction) {
  const auto opcode = static_cast<Opcode>(instruction.opcode);
  return forthvm::OperandKindOf(opcode) == forthvm::OperandKind::kDistance &&
         opcode != Opcode::kDoes && opcode != Opcode::kMakeLocals &&
         opcode != Opcode::kLocalFetch && opcode != Opcode::kLocalStore;
}

bool IsKnownBranch(Opcode opcode) { return opcode >= Opcode::kBranch && opcode <= Opcode::kOf; }

/// So that depths stay far within 16 bits.
constexpr std::int16_t kMostDepth = 1000;

}  // namespace

bool Flow::FindTargets() {
  for (std::uint32_t place = 0; place < source_.length(); ++place) {
    const Instruction instruction = source_.At(place);
    if (Is(instruction, Opcode::kWideLiteral)) {
      ++place;  // The next is no instruction.
      continue;
    }
    if (!IsBranch(instruction)) {
      continue;
    }
    const std::int64_t target = source_.TargetOf(place);
    if (!IsKnownBranch(static_cast<Opcode>(instruction.opcode)) || target < 0 ||
        target >= source_.length()) {
      return false;
    }
    if (instruction.operand < 0) {
      Place& to = places_[static_cast<std::size_t>(target)];
      to.Set(Place::kBackTarget);
      to.loop_end = static_cast<std::uint16_t>(place + 1);
    }
  }
  return true;
}

void Flow::Clear() {
  for (Place& place : places_) {
    constexpr unsigned kKept = Place::kBackTarget | Place::kRegionStart;
    place.flags = static_cast<std::uint8_t>(place.flags & kKept);
    place.need = 0;
    place.growth = 0;
  }
  here_ = {};
  live_ = true;
  again_ = false;
  is_worthwhile_ = false;
  parked_room_ = 0;
  loop_room_ = 0;
  effect_ = Effect::kNotSeen;
  assumed_ = false;
}

bool Flow::Analyse() {
  if (!FindTargets()) {
    return false;
  }
  // Each pass that is repeated has one more region, or assumes less.
  constexpr int kMostPasses = 12;
  for (int pass = 0; pass < kMostPasses; ++pass) {
    Clear();
    if (!Pass()) {
      return false;
    }
    if (!again_) {
      return true;
    }
  }
  return false;
}

bool Flow::Pass() {
  for (std::uint32_t place = 0; place < source_.length() && !refused_; ++place) {
    Arrive(place);
    if (!live_) {
      if (places_[place].Is(Place::kBackTarget)) {
        return false;
      }
      continue;
    }
    Step(place);
    if (Is(source_.At(place), Opcode::kWideLiteral)) {
      ++place;
    }
  }
  if (assumed_ && effect_ != Effect::kKnown) {
    may_assume_ = false;
    again_ = true;
  }
  return !refused_ && !live_;
}

void Flow::Arrive(std::uint32_t place) {
  Place& to = places_[place];
  if (to.Is(Place::kPending)) {
    if (!live_) {
      here_ = {.region = to.region, .depth = to.depth, .parked = to.parked};
      live_ = true;
    } else if (here_.parked != to.parked) {
      refused_ = true;
    } else if (!Goes(here_, to)) {
      to.Set(Place::kRegionStart);
    }
  }
  if (!live_) {
    return;
  }
  to.Set(Place::kReached);
  if (place == 0) {
    to.Set(Place::kRegionStart);
    to.Set(Place::kEntry);
  }
  if (to.Is(Place::kBackTarget)) {
    to.Set(Place::kEntry);
  }
  if (to.Is(Place::kRegionStart)) {
    here_.region = static_cast<std::uint16_t>(place);
    here_.depth = 0;
  }
  to.region = here_.region;
  to.depth = here_.depth;
  to.parked = here_.parked;
}

void Flow::Take(std::size_t in, std::size_t out) {
  Place& region = places_[here_.region];
  const auto taken = static_cast<std::int16_t>(in);
  region.need = std::max(region.need, static_cast<std::int16_t>(taken - here_.depth));
  here_.depth = static_cast<std::int16_t>(here_.depth - taken + static_cast<std::int16_t>(out));
  region.growth = std::max(region.growth, here_.depth);
  if (here_.depth > kMostDepth || here_.depth < -kMostDepth) {
    refused_ = true;
  }
}

/// The plain engine does the instruction; what it does to the data stack is not known here.
void Flow::Leave(std::uint32_t place) {
  places_[place].Set(Place::kLeft);
  const Instruction instruction = source_.At(place);
  if (IsBranch(instruction)) {
    refused_ = true;
  }
  if (Is(instruction, Opcode::kDoes) || Is(instruction, Opcode::kExit)) {
    live_ = false;  // What is behind DOES> belongs to other words.
    return;
  }
  Continue(place + 1);
}

/// Goes on at a place where nothing is known of the data stack.
void Flow::Continue(std::uint32_t place) {
  if (place >= source_.length()) {
    refused_ = true;
    return;
  }
  places_[place].Set(Place::kRegionStart);
  places_[place].Set(Place::kEntry);
}

void Flow::Branch(std::uint32_t place, Here from) {
  const auto number = static_cast<std::size_t>(source_.TargetOf(place));
  Place& to = places_[number];
  if (number <= place) {
    if (!to.Is(Place::kReached) || to.parked != from.parked) {
      refused_ = true;
    } else if (!Goes(from, to)) {
      to.Set(Place::kRegionStart);
      again_ = true;
    }
    return;
  }
  if (!to.Is(Place::kPending)) {
    to.Set(Place::kPending);
    to.region = from.region;
    to.depth = from.depth;
    to.parked = from.parked;
  } else if (to.parked != from.parked) {
    refused_ = true;
  } else if (!Goes(from, to)) {
    to.Set(Place::kRegionStart);
  }
}

void Flow::Return() {
  if (here_.region != 0) {
    effect_ = Effect::kVaries;
  } else if (effect_ == Effect::kNotSeen) {
    effect_ = Effect::kKnown;
    effect_items_ = here_.depth;
  } else if (effect_items_ != here_.depth) {
    effect_ = Effect::kVaries;
  }
  live_ = false;
}

void Flow::Call(std::uint32_t place) {
  is_worthwhile_ = true;
  const bool recursion = source_.IsRecursion(place);
  const Definition* const callee = recursion ? nullptr : source_.CalleeAt(place);
  if (place + 1 >= source_.length()) {
    refused_ = true;
    return;
  }
  places_[place + 1].Set(Place::kEntry);
  std::int16_t need = 0;
  std::int16_t effect = 0;
  bool is_known = false;
  if (recursion) {
    // By induction over the calls that return: it does what the ways out without calls do, if in
    // the end all ways out agree.
    is_known = may_assume_ && effect_ == Effect::kKnown;
    effect = effect_items_;
    need = static_cast<std::int16_t>(std::max(-effect, 0));
    assumed_ = assumed_ || is_known;
  } else if (callee != nullptr && callee->effect_is_known) {
    is_known = true;
    need = static_cast<std::int16_t>(callee->need);
    effect = callee->effect;
  }
  if (!is_known) {
    Continue(place + 1);
    return;
  }
  Take(static_cast<std::size_t>(std::max<std::int16_t>(need, 0)),
       static_cast<std::size_t>(std::max(need + effect, 0)));
}

void Flow::StepOfLoop(std::uint32_t place, Shortcut form) {
  const bool begins = form == Shortcut::kDo || form == Shortcut::kQuestionDo;
  const unsigned wanted = form == Shortcut::kOuterIndex ? 2 : begins ? 0 : 1;
  if (here_.parked.loops < wanted) {
    Leave(place);
    return;
  }
  const StackEffect effect = kEffects[static_cast<std::size_t>(form)];
  Take(effect.in, effect.out);
  Here without = here_;
  if (!begins) {
    --without.parked.loops;
  }
  if (begins) {
    if (form == Shortcut::kQuestionDo) {
      Branch(place, here_);
    }
    ++here_.parked.loops;
    loop_room_ = std::max(loop_room_, here_.parked.loops);
  } else if (form == Shortcut::kLoop || form == Shortcut::kPlusLoop) {
    Branch(place, here_);
    here_ = without;
  } else if (form == Shortcut::kLeave) {
    Branch(place, without);
    live_ = false;
  } else if (form == Shortcut::kUnloop) {
    here_ = without;
  }
}

void Flow::StepWithLocals(std::uint32_t place, Shortcut form) {
  const auto operand = static_cast<std::uint32_t>(source_.At(place).operand);
  if (form != Shortcut::kMakeLocals) {
    if (operand >= here_.parked.locals) {
      Leave(place);
      return;
    }
    const StackEffect effect = kEffects[static_cast<std::size_t>(form)];
    Take(effect.in, effect.out);
    return;
  }
  constexpr std::uint32_t kMost = 6;
  const std::uint32_t taken = operand & 0xffffU;
  const std::uint32_t all = taken + (operand >> 16U);
  if (here_.parked.items != 0 || taken > kMost || all > 64) {
    refused_ = true;
    return;
  }
  Take(taken, 0);
  here_.parked.locals = static_cast<std::uint16_t>(here_.parked.locals + all);
}

void Flow::StepOnStacks(std::uint32_t place, Shortcut form) {
  const int taken = form == Shortcut::kTakeTwo                             ? 2
                    : form == Shortcut::kTake || form == Shortcut::kParked ? 1
                                                                           : 0;
  const int given = form == Shortcut::kParkTwo                             ? 2
                    : form == Shortcut::kPark || form == Shortcut::kParked ? 1
                                                                           : 0;
  if (here_.parked.items < taken) {
    Leave(place);
    return;
  }
  const StackEffect effect = kEffects[static_cast<std::size_t>(form)];
  Take(effect.in, effect.out);
  here_.parked.items = static_cast<std::uint16_t>(here_.parked.items - taken + given);
}

void Flow::StepOfToken(std::uint32_t place, Shortcut form) {
  Take(form == Shortcut::kDeferred ? 0 : 1, 0);
  is_worthwhile_ = true;
  Continue(place + 1);
}

void Flow::StepOut(std::uint32_t place, Shortcut /*form*/) {
  if (here_.parked.items != 0 || here_.parked.loops != 0) {
    Leave(place);
  } else {
    Return();
  }
}

void Flow::StepOfBranch(std::uint32_t place, Shortcut /*form*/) {
  Branch(place, here_);
  live_ = false;
}

void Flow::StepOfCondition(std::uint32_t place, Shortcut /*form*/) {
  // What ?DUP left has been taken already.
  const bool has_copy = place > 0 && places_[place - 1].Is(Place::kFused);
  Take(1, 0);
  Branch(place, here_);
  Take(0, has_copy ? 1 : 0);
}

/// OF: where it branches, the lower item stays.
void Flow::StepOfCase(std::uint32_t place, Shortcut /*form*/) {
  Take(2, 1);
  Branch(place, here_);
  Take(1, 0);
}

/// ?DUP is known together with a branch alone.
void Flow::StepOfCopy(std::uint32_t place, Shortcut /*form*/) {
  const std::uint32_t next = place + 1;
  if (next < source_.length() && Is(source_.At(next), Opcode::kBranchIfZero) &&
      !places_[next].Is(Place::kPending) && !places_[next].Is(Place::kBackTarget)) {
    places_[place].Set(Place::kFused);
    Take(1, 2);
    Take(1, 0);
  } else {
    Leave(place);
  }
}

/// PICK is known behind the number of the item alone.
void Flow::StepOfPick(std::uint32_t place, Shortcut /*form*/) {
  const Place& at = places_[place];
  // What is in front is not a half of a wide literal.
  const bool is_alone = place > 0 && places_[place - 1].Is(Place::kReached) &&
                        !at.Is(Place::kRegionStart) && !at.Is(Place::kPending) &&
                        !at.Is(Place::kBackTarget);
  const std::int32_t item = is_alone ? source_.PickAt(place) : -1;
  if (item < 0) {
    Leave(place);
  } else {
    const auto in = static_cast<std::size_t>(item) + 2;
    Take(in, in);
  }
}

void Flow::StepOfCall(std::uint32_t place, Shortcut /*form*/) {
  const InlinedCall inlined = InlinedAt(source_, place);
  if (inlined.charge == 0) {
    Call(place);
    return;
  }
  for (const std::uint32_t inside : inlined.places.items()) {
    StepPlainly(inside, source_.FormAt(inside));
  }
}

void Flow::StepPlainly(std::uint32_t /*place*/, Shortcut form) {
  const StackEffect effect = kEffects[static_cast<std::size_t>(form)];
  Take(effect.in, effect.out);
}

consteval Flow::Steps Flow::MakeSteps() {
  using enum Shortcut;
  Steps steps{};
  steps.fill(&Flow::StepPlainly);
  const auto set = [&steps](StepFunction step, auto... forms) {
    ((steps[static_cast<std::size_t>(forms)] = step), ...);
  };
  set(&Flow::StepOfCall, kCall);
  set(&Flow::StepOfToken, kExecute, kDeferred, kCatchBegin);
  set(&Flow::StepOut, kExit);
  set(&Flow::StepOfBranch, kBranch);
  set(&Flow::StepOfCondition, kBranchIfZero);
  set(&Flow::StepOfCase, kOf);
  set(&Flow::StepOfCopy, kQuestionDup);
  set(&Flow::StepOfPick, kPick);
  set(&Flow::StepOfLoop, kDo, kQuestionDo, kLoop, kPlusLoop, kLeave, kUnloop, kIndex, kOuterIndex);
  set(&Flow::StepWithLocals, kMakeLocals, kLocalFetch, kLocalStore);
  set(&Flow::StepOnStacks, kPark, kTake, kParked, kParkTwo, kTakeTwo);
  return steps;
}

void Flow::Step(std::uint32_t place) {
  static constexpr Steps kSteps = MakeSteps();
  const Shortcut form = source_.FormAt(place);
  if (form == Shortcut::kNone) {
    Leave(place);
    return;
  }
  (this->*kSteps[static_cast<std::size_t>(form)])(place, form);
  is_worthwhile_ = is_worthwhile_ || !places_[place].Is(Place::kLeft);
  parked_room_ =
      std::max(parked_room_, static_cast<std::uint16_t>(here_.parked.items + here_.parked.locals));
}

}  // namespace starkernel::native
