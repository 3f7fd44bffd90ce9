#include "src/native/virtual_stack.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

#include "src/base/panic.h"
#include "src/native/encoder/register.h"
#include "src/native/native_records.h"
#include "src/native/place.h"

namespace starkernel::native {
namespace {

constexpr std::array kPool{Register::kRax, Register::kRcx, Register::kRdx, Register::kRsi,
                           Register::kRdi, Register::kR8,  Register::kR9};

constexpr std::uint32_t Bit(Register in) { return 1U << static_cast<unsigned>(in); }

constexpr std::int32_t kLoopSize = 16;

bool FitsHalf(std::int64_t value) {
  return value >= std::numeric_limits<std::int32_t>::min() &&
         value <= std::numeric_limits<std::int32_t>::max();
}

}  // namespace

void VirtualStack::BeCanonical(std::int16_t depth, const Parked& parked) {
  items_[0] = InRegister(fixed::kTop);
  count_ = 1;
  parked_count_ = 0;
  depth_ = depth;
  reached_ = depth;
  parked_ = parked;
  held_ = 0;
}

void VirtualStack::Be(const Layout& layout, std::int16_t depth, const Parked& parked) {
  BeCanonical(depth, parked);
  count_ = layout.count;
  reached_ = layout.reached;
  for (std::size_t place = 0; place < count_; ++place) {
    items_[place] = InRegister(layout.registers[place]);
  }
}

void VirtualStack::StartRegion() {
  depth_ = 0;
  reached_ = 0;
}

std::size_t VirtualStack::Uses(Register in) const {
  const auto uses = [in](const Item& item) { return item.Uses(in); };
  return static_cast<std::size_t>(
      std::ranges::count_if(std::span(items_).first(count_), uses) +
      std::ranges::count_if(std::span(parked_items_).first(parked_count_), uses));
}

bool VirtualStack::IsUsed(Register in) const { return (held_ & Bit(in)) != 0 || Uses(in) != 0; }

/// By items, or because it is not for items alone.
bool VirtualStack::IsShared(Register in) const {
  return in == fixed::kIndex || in == fixed::kLimit || Uses(in) != 0;
}

Register VirtualStack::Take() {
  while (true) {
    for (const Register in : kPool) {
      if (!IsUsed(in)) {
        held_ |= Bit(in);
        return in;
      }
    }
    parked_count_ > 0 ? SpillParkedBottom() : SpillBottom();
  }
}

void VirtualStack::Take(Register wanted) {
  if (Uses(wanted) != 0) {
    const Register other = Take();
    encoder_->Move(other, wanted);
    Rename(wanted, other);
    // Free as soon as they are spilled.
    held_ &= ~Bit(other);
  }
  held_ |= Bit(wanted);
}

/// Items that are in one register are in another now.
void VirtualStack::Rename(Register from, Register to) {
  for (Item& item : Known()) {
    item.in = item.Uses(from) ? to : item.in;
  }
  for (Item& item : KnownParked()) {
    item.in = item.Uses(from) ? to : item.in;
  }
}

/// Of an item that is not among the known ones any more: its register stays as it is only if
/// somebody uses it.
void VirtualStack::StoreItem(At to, const Item& item) {
  if (item.is_constant()) {
    encoder_->Store(to, static_cast<std::int32_t>(item.value));
    return;
  }
  const auto distance = static_cast<std::int32_t>(item.value);
  if (distance != 0) {
    encoder_->Address(item.in, At{.base = item.in, .offset = distance});
  }
  encoder_->Store(to, item.in);
  const bool stays = IsUsed(item.in) || IsShared(item.in);
  if (distance != 0 && stays) {
    encoder_->Address(item.in, At{.base = item.in, .offset = -distance});
  }
}

void VirtualStack::SpillBottom() {
  Require(count_ > 0, "no item can give its register");
  const Item bottom = items_[0];
  const At home = Home(depth_ - count_);
  --count_;
  for (std::size_t place = 0; place < count_; ++place) {
    items_[place] = items_[place + 1];
  }
  StoreItem(home, bottom);
}

void VirtualStack::SpillParkedBottom() {
  const Item bottom = parked_items_[0];
  const At home = ParkedHome(std::size_t{parked_.items} - parked_count_);
  --parked_count_;
  for (std::size_t place = 0; place < parked_count_; ++place) {
    parked_items_[place] = parked_items_[place + 1];
  }
  StoreItem(home, bottom);
}

void VirtualStack::SpillParked() {
  while (parked_count_ > 0) {
    SpillParkedBottom();
  }
}

void VirtualStack::Fetch(std::size_t count) {
  while (count_ < count) {
    const Register in = Take();
    encoder_->Load(in, Home(depth_ - count_ - 1));
    for (std::size_t place = count_; place > 0; --place) {
      items_[place] = items_[place - 1];
    }
    items_[0] = InRegister(in);
    ++count_;
    held_ &= ~Bit(in);
  }
}

void VirtualStack::Push(Item item) {
  if (item.is_constant() && !FitsHalf(item.value)) {
    const Register in = Take();
    encoder_->Move(in, item.value);
    item = InRegister(in);
  }
  if (count_ == kMostItems) {
    // It may be a copy of the one at the bottom, whose register stays then.
    const std::uint32_t held = held_;
    held_ |= item.kind == Item::Kind::kRegister ? Bit(item.in) : 0;
    SpillBottom();
    held_ = held;
  }
  items_[count_] = item;
  ++count_;
  ++depth_;
}

Item VirtualStack::Pop() {
  const Item item = Top();
  if (item.kind == Item::Kind::kRegister) {
    held_ |= Bit(item.in);
  }
  Drop();
  return item;
}

void VirtualStack::Drop() {
  count_ = count_ > 0 ? static_cast<std::uint8_t>(count_ - 1) : count_;
  --depth_;
}

void VirtualStack::Pick(std::size_t below) {
  if (below < count_) {
    Push(Top(below));
    return;
  }
  const Register in = Take();
  encoder_->Load(in, Home(depth_ - 1 - static_cast<std::int32_t>(below)));
  Push(InRegister(in));
}

Register VirtualStack::Read(const Item& item) {
  if (item.kind == Item::Kind::kRegister && item.value == 0) {
    return item.in;
  }
  return Own(item);
}

Register VirtualStack::Own(const Item& item) {
  if (item.is_constant()) {
    const Register in = Take();
    encoder_->Move(in, item.value);
    return in;
  }
  const Register to = IsShared(item.in) ? Take() : item.in;
  if (item.value != 0) {
    encoder_->Address(to, At{.base = item.in, .offset = static_cast<std::int32_t>(item.value)});
  } else {
    encoder_->Move(to, item.in);
  }
  return to;
}

/// Moves an item on the stack.
void VirtualStack::Resettle(Item& item, Register to) {
  if (item.is_constant()) {
    encoder_->Move(to, item.value);
  } else if (item.value != 0) {
    encoder_->Address(to, At{.base = item.in, .offset = static_cast<std::int32_t>(item.value)});
  } else {
    encoder_->Move(to, item.in);
  }
  item = InRegister(to);
}

void VirtualStack::Settle(std::size_t below) {
  const Item item = Top(below);
  const bool is_alone = item.kind == Item::Kind::kRegister && Uses(item.in) == 1 &&
                        item.in != fixed::kIndex && item.in != fixed::kLimit;
  if (is_alone && item.value == 0) {
    return;
  }
  const Register to = is_alone ? item.in : Take();
  // Another register may be had by putting the item itself into memory.
  if (below < count_) {
    Resettle(Top(below), to);
  }
  held_ &= ~Bit(to);
}

void VirtualStack::Park(Item item) {
  if (parked_count_ == kMostParked) {
    SpillParkedBottom();
  }
  parked_items_[parked_count_] = item;
  ++parked_count_;
  ++parked_.items;
}

Item VirtualStack::TopParked() {
  if (parked_count_ == 0) {
    const Register in = Take();
    encoder_->Load(in, ParkedHome(parked_.items - 1U));
    parked_items_[0] = InRegister(in);
    parked_count_ = 1;
  }
  return parked_items_[parked_count_ - 1U];
}

Item VirtualStack::Unpark() {
  const Item item = TopParked();
  --parked_count_;
  --parked_.items;
  if (item.kind == Item::Kind::kRegister) {
    held_ |= Bit(item.in);
  }
  return item;
}

At VirtualStack::IndexPlace(std::uint16_t out) const {
  return {.base = fixed::kLoops, .offset = (parked_.loops - 1 - out) * kLoopSize};
}

void VirtualStack::SaveIndex() {
  if (parked_.loops > 0) {
    encoder_->Store(IndexPlace(0), fixed::kIndex);
  }
}

void VirtualStack::LoadLoop() {
  if (parked_.loops > 0) {
    const At index = IndexPlace(0);
    encoder_->Load(fixed::kIndex, index);
    encoder_->Load(fixed::kLimit, At{.base = index.base, .offset = index.offset + 8});
  }
}

void VirtualStack::CopyIndex() {
  for (const Register in : std::array{fixed::kIndex, fixed::kLimit}) {
    if (Uses(in) == 0) {
      continue;
    }
    const Register copy = Take();
    encoder_->Move(copy, in);
    Rename(in, copy);
    held_ &= ~Bit(copy);
  }
}

void VirtualStack::BeginLoop(const Item& index, const Item& limit) {
  // What was popped may be in the outer loop's registers.
  const Register last = Take();
  Item ending = limit;
  Resettle(ending, last);
  SaveIndex();
  CopyIndex();
  Item beginning = index;
  Resettle(beginning, fixed::kIndex);
  encoder_->Move(fixed::kLimit, last);
  ++parked_.loops;
  const At place = IndexPlace(0);
  encoder_->Store(At{.base = place.base, .offset = place.offset + 8}, fixed::kLimit);
}

void VirtualStack::EndLoop() {
  CopyIndex();
  --parked_.loops;
  LoadLoop();
}

void VirtualStack::MoveAbove() {
  if (reached_ != depth_) {
    encoder_->Address(fixed::kAbove, At{.base = fixed::kAbove, .offset = (depth_ - reached_) * 8});
    reached_ = depth_;
  }
}

void VirtualStack::MakeCanonical() {
  SpillParked();
  while (count_ > 1) {
    SpillBottom();
  }
  if (count_ == 0) {
    encoder_->Load(fixed::kTop, Home(depth_ - 1));
  } else {
    Resettle(items_[0], fixed::kTop);
  }
  MoveAbove();
  items_[0] = InRegister(fixed::kTop);
  count_ = 1;
}

void VirtualStack::Spill() {
  SpillParked();
  while (count_ > 0) {
    SpillBottom();
  }
  MoveAbove();
  SaveIndex();
}

void VirtualStack::MakeRegular() {
  SpillParked();
  while (count_ > Layout::kMost) {
    SpillBottom();
  }
  for (std::size_t below = 0; below < count_; ++below) {
    Settle(below);
  }
}

Layout VirtualStack::layout() const {
  Layout layout{.count = count_, .reached = reached_};
  for (std::size_t place = 0; place < count_; ++place) {
    layout.registers[place] = items_[place].in;
  }
  return layout;
}

bool VirtualStack::Conforms(const Layout& layout) const {
  if (parked_count_ != 0 || count_ != layout.count || reached_ != layout.reached) {
    return false;
  }
  for (std::size_t place = 0; place < count_; ++place) {
    if (!items_[place].IsPlainly(layout.registers[place])) {
      return false;
    }
  }
  return true;
}

void VirtualStack::Conform(const Layout& layout) {
  SpillParked();
  while (count_ > layout.count) {
    SpillBottom();
  }
  MoveInto(layout);
  if (reached_ != layout.reached) {
    encoder_->Address(fixed::kAbove,
                      At{.base = fixed::kAbove, .offset = (layout.reached - reached_) * 8});
    reached_ = layout.reached;
  }
}

/// Moves those whose register nobody else uses any more; how many were moved and are left.
VirtualStack::Moves VirtualStack::MoveFree(const Layout& layout, std::size_t missing) {
  Moves moves;
  for (std::size_t place = 0; place < count_; ++place) {
    Item& item = items_[place];
    const Register to = layout.registers[missing + place];
    if (item.IsPlainly(to)) {
      continue;
    }
    moves.left = true;
    if (Uses(to) - (item.Uses(to) ? 1U : 0U) == 0) {
      Resettle(item, to);
      moves.moved = true;
    }
  }
  return moves;
}

/// Turns a circle by one, of registers that hold one item each.
void VirtualStack::TurnCircle(const Layout& layout, std::size_t missing) {
  for (std::size_t below = 0; below < count_; ++below) {
    if (!Top(below).is_constant()) {
      Settle(below);
    }
  }
  for (std::size_t place = 0; place < count_; ++place) {
    const Register to = layout.registers[missing + place];
    const Register from = items_[place].in;
    if (items_[place].is_constant() || from == to) {
      continue;
    }
    encoder_->Exchange(from, to);
    for (Item& item : Known()) {
      item.in = item.Uses(from) ? to : item.Uses(to) ? from : item.in;
    }
    return;
  }
}

/// Moves all items at once: each as soon as nobody else uses its register any more.
void VirtualStack::MoveInto(const Layout& layout) {
  const std::size_t missing = layout.count - count_;
  Moves moves{.moved = true, .left = true};
  while (moves.left) {
    moves = MoveFree(layout, missing);
    if (moves.left && !moves.moved) {
      TurnCircle(layout, missing);
    }
  }
  for (std::size_t place = 0; place < missing; ++place) {
    const Register to = layout.registers[place];
    encoder_->Load(to, Home(depth_ - layout.count + static_cast<std::int32_t>(place)));
  }
  for (std::size_t place = 0; place < layout.count; ++place) {
    items_[place] = InRegister(layout.registers[place]);
  }
  count_ = layout.count;
}

}  // namespace starkernel::native
