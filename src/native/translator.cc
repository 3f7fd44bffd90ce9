#include "src/native/translator.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/forthvm/instruction.h"
#include "src/forthvm/shortcut.h"
#include "src/native/catalogue.h"
#include "src/native/context_places.h"
#include "src/native/encoder/encoder.h"
#include "src/native/encoder/label.h"
#include "src/native/encoder/register.h"
#include "src/native/flow.h"
#include "src/native/native_records.h"
#include "src/native/place.h"
#include "src/native/source.h"
#include "src/native/stack_effect.h"
#include "src/native/virtual_stack.h"

namespace starkernel::native {

using forthvm::Shortcut;

namespace {

constexpr std::size_t kAlignment = 16;

std::uint64_t Packed(const Parked& parked) {
  return std::uint64_t{parked.items} | std::uint64_t{parked.locals} << 16U |
         std::uint64_t{parked.loops} << 32U;
}

std::int32_t OnReturnStack(const Parked& parked) { return (parked.items + parked.locals) * 8; }
std::int32_t OnLoopStack(const Parked& parked) { return parked.loops * 16; }

}  // namespace

Translator::Translator(const Source& source, const Flow& flow, std::span<Place> places,
                       Catalogue& catalogue, Encoder& encoder)
    : source_(source),
      flow_(flow),
      places_(places),
      catalogue_(catalogue),
      encoder_(encoder),
      stack_(encoder),
      definition_(catalogue.open()) {}

bool Translator::Translate() {
  encoder_.Align(kAlignment);
  Begin();
  for (std::uint32_t place = 0; place < source_.length(); ++place) {
    if (!places_[place].Is(Place::kReached)) {
      continue;
    }
    MakeRoomForStubs();
    if (place > 0 || places_[0].Is(Place::kBackTarget)) {
      Arrive(place);
    }
    stack_.Release();
    if (places_[place].Is(Place::kLeft)) {
      Leave(place);
    } else {
      Step(place);
    }
  }
  Finish();
  return !full_ && !encoder_.overflowed();
}

/// What is asked for at a call: items, room for calls, fuel, room. Where items are known to be
/// there, the definition is called behind the first question.
void Translator::Begin() {
  const Place& first = places_[0];
  const bool starts_loop = first.Is(Place::kBackTarget);
  stack_.BeCanonical(0, {});
  definition_.begin = static_cast<std::uint32_t>(encoder_.here());
  definition_.need = static_cast<std::uint16_t>(first.need);
  if (first.need > 0 && !starts_loop) {
    context::AskForItems(encoder_, first.need, missing_);
  }
  definition_.checked = static_cast<std::uint32_t>(encoder_.here());
  encoder_.Do(Operation::kCompare, Register::kRsp, context::kStackLimit);
  encoder_.JumpIf(Condition::kBelow, overflow_);
  Label& stop = ExitAt(0);
  encoder_.Do(Operation::kSubtract, fixed::kFuel, static_cast<std::int32_t>(source_.length()));
  encoder_.JumpIf(Condition::kLessOrEqual, stop);
  if (!starts_loop) {
    context::AskForRoom(encoder_, first.growth, stop);
  }
  AskForParked(stop);
  if (!starts_loop) {
    AddEntry(0, static_cast<std::uint32_t>(encoder_.here()));
  }
}

/// Room on the return stack and for loops: as much as the definition needs at most.
void Translator::AskForParked(Label& refused) {
  if (flow_.parked_room() > 0) {
    encoder_.Address(Register::kRcx, At{.base = fixed::kParked, .offset = flow_.parked_room() * 8});
    encoder_.Do(Operation::kCompare, Register::kRcx, context::kParkedEnd);
    encoder_.JumpIf(Condition::kAbove, refused);
  }
  if (flow_.loop_room() > 0) {
    encoder_.Address(Register::kRcx, At{.base = fixed::kLoops, .offset = flow_.loop_room() * 16});
    encoder_.Do(Operation::kCompare, Register::kRcx, context::kLoopsEnd);
    encoder_.JumpIf(Condition::kAbove, refused);
  }
}

void Translator::AskForRegion(const Place& region, Label& refused) {
  context::AskForItems(encoder_, region.need, refused);
  context::AskForRoom(encoder_, region.growth, refused);
}

void Translator::Arrive(std::uint32_t place) {
  Place& at = places_[place];
  if (at.Is(Place::kRegionStart)) {
    StartRegion(place);
    return;
  }
  if (at.Is(Place::kHasLayout)) {
    if (live_) {
      stack_.Conform(at.layout);
    }
    stack_.Be(at.layout, at.depth, at.parked);
    live_ = true;
  }
  if (at.Is(Place::kBackTarget)) {
    StartLoop(place);
  } else if (at.Is(Place::kHasLayout)) {
    encoder_.Bind(at.label);
  }
}

void Translator::StartRegion(std::uint32_t place) {
  Place& at = places_[place];
  if (live_) {
    stack_.MakeCanonical();
  }
  stack_.BeCanonical(0, at.parked);
  live_ = true;
  if (at.Is(Place::kBackTarget)) {
    encoder_.Align(kAlignment);
  }
  encoder_.Bind(at.label);
  if (at.Is(Place::kEntry) && entered_ != place) {
    if (at.parked == Parked{}) {
      AddEntry(place, static_cast<std::uint32_t>(at.label.place));
    } else {
      AddEntryStub(place);
    }
  }
  if (at.need > 0 || at.growth > 0) {
    AskForRegion(at, ExitAt(place));
  }
}

/// Where something branches back to: what the loop uses is to be in registers, if nothing in it
/// needs everything to be in memory.
void Translator::StartLoop(std::uint32_t place) {
  Place& at = places_[place];
  if (!at.Is(Place::kHasLayout)) {
    std::int32_t deepest = 0;
    bool calls = false;
    for (std::uint32_t next = place; next < at.loop_end; ++next) {
      const Place& inside = places_[next];
      if (!inside.Is(Place::kReached)) {
        continue;
      }
      const bool is_behind_call =
          next > place && inside.Is(Place::kEntry) && !inside.Is(Place::kBackTarget);
      calls = calls || is_behind_call || inside.region != at.region;
      deepest = std::min<std::int32_t>(deepest, inside.depth - TakenAt(next) - at.depth);
    }
    // No more than the region has asked for.
    const std::int32_t known = places_[at.region].need + at.depth;
    constexpr std::int32_t kMostFetched = 4;
    if (!calls) {
      const std::int32_t fetched = std::min({-deepest, kMostFetched, known});
      stack_.Fetch(static_cast<std::size_t>(std::max(fetched, 0)));
    }
    stack_.MakeRegular();
    at.layout = stack_.layout();
    at.Set(Place::kHasLayout);
  }
  encoder_.Align(kAlignment);
  encoder_.Bind(at.label);
  if (entered_ != place) {
    AddEntryStub(place);
  }
}

/// How many items the instruction takes, where it has been reached.
std::int32_t Translator::TakenAt(std::uint32_t place) const {
  const Shortcut form = source_.FormAt(place);
  if (!places_[place].Is(Place::kReached) || static_cast<std::size_t>(form) >= kForms) {
    return 0;
  }
  return form == Shortcut::kPick ? source_.PickAt(place) + 2
                                 : kEffects[static_cast<std::size_t>(form)].in;
}

void Translator::AddEntry(std::uint32_t place, std::uint32_t offset) {
  const Place& at = places_[place];
  const Place& region = places_[at.region];
  const bool asks = at.Is(Place::kRegionStart) && place != 0;
  const bool asks_first = place == 0 && at.Is(Place::kBackTarget);
  Entry entry{.position = source_.start() + place,
              .offset = offset,
              .parked = at.parked,
              .depth = at.depth,
              .has_depth = at.region == 0};
  if (!asks && !asks_first) {
    entry.need = static_cast<std::int16_t>(region.need + at.depth);
    entry.room = static_cast<std::int16_t>(region.growth - at.depth);
  }
  entered_ = place;
  full_ = !catalogue_.AddEntry(entry) || full_;
}

void Translator::AddEntryStub(std::uint32_t place) {
  AddEntry(place, 0);
  Stub stub{.place = place,
            .enters = true,
            .entry = catalogue_.entry_count() - 1,
            .stack = VirtualStack(encoder_)};
  stub.stack.BeCanonical(places_[place].depth, places_[place].parked);
  full_ = !stubs_.Push(stub).ok() || full_;
}

Label& Translator::ExitAt(std::uint32_t place) {
  if (stubs_.full()) {
    full_ = true;
    return stubs_.back().label;
  }
  full_ = !stubs_.Push(Stub{.place = place, .prepaid = prepaid_, .stack = stack_}).ok() || full_;
  return stubs_.back().label;
}

void Translator::WriteExit(Stub& stub) {
  encoder_.Bind(stub.label);
  stub.stack.Spill();
  if (stub.prepaid != 0) {
    encoder_.Do(Operation::kAdd, fixed::kFuel, stub.prepaid);
  }
  encoder_.Move(Register::kRdi, std::int64_t{source_.start()} + stub.place);
  encoder_.Move(Register::kRsi, static_cast<std::int64_t>(Packed(stub.stack.parked())));
  if (leave_.is_bound()) {
    encoder_.Jump(leave_);
    return;
  }
  encoder_.Bind(leave_);
  encoder_.Move(Register::kRdx, std::int64_t{source_.word()});
  encoder_.Jump(context::kLeave);
}

void Translator::WriteEntry(Stub& stub) {
  Place& to = places_[stub.place];
  catalogue_.EntryAt(stub.entry).offset = static_cast<std::uint32_t>(encoder_.here());
  MoveBases(to.parked, -1);
  stub.stack.LoadLoop();
  if (!to.Is(Place::kRegionStart)) {
    stub.stack.Conform(to.layout);
  }
  encoder_.Jump(to.label);
}

/// Moves where loops and parked items begin, as they do for a word that is called here, or back.
void Translator::MoveBases(const Parked& parked, std::int32_t direction) {
  if (const std::int32_t size = OnReturnStack(parked) * direction; size != 0) {
    encoder_.Address(fixed::kParked, At{.base = fixed::kParked, .offset = size});
  }
  if (const std::int32_t size = OnLoopStack(parked) * direction; size != 0) {
    encoder_.Address(fixed::kLoops, At{.base = fixed::kLoops, .offset = size});
  }
}

void Translator::WriteStubs() {
  for (Stub& stub : stubs_.items()) {
    if (full_ || encoder_.overflowed()) {
      break;
    }
    stub.enters ? WriteEntry(stub) : WriteExit(stub);
  }
  stubs_.Clear();
}

/// Writes stubs where nothing gets into them, or before there are too many.
void Translator::MakeRoomForStubs() {
  constexpr std::size_t kWorthwhile = 12;
  constexpr std::size_t kMostOfOne = 8;
  if (!live_ && stubs_.size() >= kWorthwhile) {
    WriteStubs();
  } else if (stubs_.size() + kMostOfOne > kMostStubs) {
    Label past;
    encoder_.Jump(past);
    WriteStubs();
    encoder_.Bind(past);
  }
}

void Translator::Finish() {
  if (Is(source_.At(0), forthvm::Opcode::kCatchBegin)) {
    WriteLanding();
  }
  WriteStubs();
  if (missing_.is_used()) {
    encoder_.Bind(missing_);
    encoder_.Do(Operation::kCompare, Register::kRsp, context::kStackLimit);
    encoder_.JumpIf(Condition::kBelow, overflow_);
    encoder_.Do(Operation::kSubtract, fixed::kFuel, static_cast<std::int32_t>(source_.length()));
    Stub stop{.stack = VirtualStack(encoder_)};
    stop.stack.BeCanonical(0, {});
    WriteExit(stop);
  }
  if (overflow_.is_used()) {
    encoder_.Bind(overflow_);
    encoder_.Jump(context::kOverflow);
  }
  definition_.effect = flow_.effect();
  definition_.effect_is_known = flow_.effect_is_known();
  definition_.parked_room = flow_.parked_room();
  definition_.loop_room = flow_.loop_room();
}

}  // namespace starkernel::native
