#include "src/capabilities/capability_table.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/base/panic.h"
#include "src/base/result.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/capability_node.h"
#include "src/capabilities/node_ring.h"
#include "src/capabilities/refusal.h"

namespace starkernel::capabilities {
namespace {

using State = CapabilityNode::State;

constexpr std::uint64_t Number(std::uint32_t node, std::uint32_t generation) {
  return std::uint64_t{generation} << 32U | node;
}
constexpr std::uint32_t NodeOf(std::uint64_t number) { return static_cast<std::uint32_t>(number); }
constexpr std::uint32_t GenerationOf(std::uint64_t number) {
  return static_cast<std::uint32_t>(number >> 32U);
}

}  // namespace

/// Whether what `giver` gives counts for `holder` as what others gave.
bool CapabilityTable::IsGiven(std::uint32_t holder, std::uint32_t giver) const {
  return holder != giver && VmAt(giver) != kPrimordialVm;
}

SlotNumber CapabilityTable::SlotOf(std::uint32_t node) const {
  return SlotNumber(Number(node, nodes_[node].generation));
}

/// The holder's node. The kernel never asks for one that is gone.
std::uint32_t CapabilityTable::Find(HolderId holder) const {
  const std::uint32_t index = NodeOf(holder.value());
  Require(index < fresh_ && nodes_[index].state == State::kHolder &&
              nodes_[index].generation == GenerationOf(holder.value()),
          "a holder of capabilities that does not exist");
  return index;
}

/// The node of a capability that `by` holds and that works; kNoNode if that is not so.
std::uint32_t CapabilityTable::Find(HolderId by, SlotNumber slot) {
  const std::uint32_t index = NodeOf(slot.value());
  if (index >= fresh_) {
    return kNoNode;
  }
  CapabilityNode& node = nodes_[index];
  if (node.state != State::kHeld || node.generation != GenerationOf(slot.value()) ||
      node.holder != NodeOf(by.value())) {
    return kNoNode;
  }
  return node.checked == revocations_ || Survived(node) ? index : kNoNode;
}

/// Whether no revocation since it was last looked at took the capability. The places of those that
/// it was derived from may have become free meanwhile, or somebody else's: then they say that they
/// revoked later than that too (Take, GiveBack).
bool CapabilityTable::Survived(CapabilityNode& node) const {
  for (std::uint32_t ancestor = node.parent; ancestor != kNoNode;
       ancestor = nodes_[ancestor].parent) {
    if (nodes_[ancestor].revoked_at > node.checked) {
      return false;
    }
  }
  node.checked = revocations_;
  return true;
}

std::size_t CapabilityTable::LimitFor(VmId vm) const {
  return vm == kPrimordialVm ? nodes_.size()
                             : nodes_.size() - std::min(nodes_.size(), limits_.reserve);
}

/// A node for somebody, of state kFree, or kNoNode. A table may run out of numbers before it is
/// full.
std::uint32_t CapabilityTable::Take(VmId maker) {
  const std::size_t limit = LimitFor(maker);
  const auto is_full = [this, limit] {
    return used_ >= limit || (free_ == kNoNode && fresh_ == nodes_.size());
  };
  for (std::size_t swept = 0; dying_ != kNoNode && swept < kSweptForRoom && is_full(); ++swept) {
    SweepOne();
  }
  if (used_ >= limit) {
    return kNoNode;
  }
  std::uint32_t taken = kNoNode;
  if (free_ != kNoNode) {
    taken = free_;
    free_ = nodes_[taken].next_held;
  } else if (fresh_ < nodes_.size()) {
    taken = fresh_;
    ++fresh_;
  } else {
    return kNoNode;
  }
  CapabilityNode& node = nodes_[taken];
  const std::uint32_t generation = node.generation;
  node = CapabilityNode();
  node.generation = generation;
  node.checked = revocations_;
  node.revoked_at = revocations_;
  ++used_;
  return taken;
}

void CapabilityTable::GiveBack(std::uint32_t node) {
  CapabilityNode& given = nodes_[node];
  given.state = State::kFree;
  given.revoked_at = revocations_;
  --used_;
  // A number is never given out twice: a place that has used up its own is not used again.
  if (given.generation == std::numeric_limits<std::uint32_t>::max()) {
    return;
  }
  ++given.generation;
  given.next_held = free_;
  free_ = node;
}

Result<HolderId> CapabilityTable::AddHolder(VmId vm, VmId maker) {
  const std::uint32_t index = Take(maker);
  if (index == kNoNode) {
    return Error::kCapacity;
  }
  CapabilityNode& node = nodes_[index];
  node.state = State::kHolder;
  node.grant.range = {vm.value(), vm.value()};
  node.next_held = index;
  node.previous_held = index;
  return HolderId(Number(index, node.generation));
}

VmId CapabilityTable::VmOf(HolderId holder) const { return VmAt(Find(holder)); }

bool CapabilityTable::RemoveHolder(HolderId holder, std::size_t steps) {
  const std::uint32_t index = Find(holder);
  for (; nodes_[index].next_held != index; --steps) {
    if (steps == 0) {
      return false;
    }
    Leave(nodes_[index].next_held);
  }
  RevokeFor(holder);
  GiveBack(index);
  return true;
}

SlotAnswer CapabilityTable::RoomFor(std::uint32_t holder, std::uint32_t giver) const {
  const CapabilityNode& node = nodes_[holder];
  if (VmAt(holder) != kPrimordialVm && node.held >= limits_.held) {
    return {.refusal = Refusal::kHolderFull, .slot = {}, .count = node.held, .limit = limits_.held};
  }
  if (IsGiven(holder, giver) && node.grant.badge >= limits_.given) {
    return {.refusal = Refusal::kGivenFull,
            .slot = {},
            .count = node.grant.badge,
            .limit = limits_.given};
  }
  return {};
}

SlotAnswer CapabilityTable::Add(std::uint32_t holder, std::uint32_t giver, std::uint32_t parent,
                                const CapabilityGrant& grant) {
  SlotAnswer room = RoomFor(holder, giver);
  if (!room.ok() && dying_ != kNoNode) {
    Sweep(kSweptForRoom);
    room = RoomFor(holder, giver);
  }
  if (!room.ok()) {
    return room;
  }
  const std::uint32_t index = Take(VmAt(giver));
  if (index == kNoNode) {
    return {
        .refusal = Refusal::kTableFull, .slot = {}, .count = used_, .limit = LimitFor(VmAt(giver))};
  }
  return {.refusal = Refusal::kNone, .slot = Hold(index, holder, giver, parent, grant)};
}

/// Puts a node that was taken into somebody's hands.
SlotNumber CapabilityTable::Hold(std::uint32_t index, std::uint32_t holder, std::uint32_t giver,
                                 std::uint32_t parent, const CapabilityGrant& grant) {
  CapabilityNode& node = nodes_[index];
  node.state = State::kHeld;
  node.holder = holder;
  node.parent = parent;
  node.grant = grant;
  if (parent != kNoNode) {
    node.depth = static_cast<std::uint8_t>(nodes_[parent].depth + 1);
    SiblingRing::Insert(nodes_, nodes_[parent].first_child, index);
  }
  std::uint32_t head = nodes_[holder].next_held;
  HeldRing::Insert(nodes_, head, index);
  ++nodes_[holder].checked;
  ++nodes_[holder].held;
  node.is_given = IsGiven(holder, giver);
  nodes_[holder].grant.badge += node.is_given ? 1 : 0;
  return SlotOf(index);
}

SlotAnswer CapabilityTable::Move(HolderId from, SlotNumber slot, HolderId to, SlotNumber offer,
                                 const CapabilityGrant& grant) {
  const std::uint32_t offered = Find(to, offer);
  Require(offered != kNoNode, "a capability moves that was not offered");
  Leave(offered);
  const std::uint32_t moved = Find(from, slot);
  Require(moved != kNoNode && nodes_[moved].parent == kNoNode,
          "what moves was derived, or is gone");
  RevokeBelow(moved);
  Leave(moved);
  // What was its place is there for the operator at least, whom nothing keeps from taking it.
  const std::uint32_t index = Take(kPrimordialVm);
  if (index == kNoNode) {
    return {.refusal = Refusal::kTableFull, .slot = {}, .count = used_, .limit = nodes_.size()};
  }
  const std::uint32_t holder = Find(to);
  return {.refusal = Refusal::kNone, .slot = Hold(index, holder, holder, kNoNode, grant)};
}

SlotAnswer CapabilityTable::Grant(HolderId to, const CapabilityGrant& grant) {
  const std::uint32_t holder = Find(to);
  return Add(holder, holder, kNoNode, grant);
}

SlotAnswer CapabilityTable::GrantFor(HolderId of, HolderId to, const CapabilityGrant& grant) {
  const std::uint32_t holder = Find(to);
  return Add(holder, holder, Find(of), grant);
}

void CapabilityTable::RevokeFor(HolderId of) {
  const std::uint32_t index = Find(of);
  const std::uint32_t first = nodes_[index].first_child;
  // Mostly there is one that nobody has passed on: no other has to be looked at again then.
  if (first != kNoNode && nodes_[first].state == State::kHeld &&
      nodes_[first].first_child == kNoNode) {
    Leave(first);
  }
  RevokeBelow(index);
}

SlotAnswer CapabilityTable::Derive(HolderId by, SlotNumber from, HolderId to,
                                   const CapabilityGrant& grant) {
  const std::uint32_t parent = Find(by, from);
  if (parent == kNoNode) {
    return {.refusal = Refusal::kNoCapability, .slot = {}};
  }
  const CapabilityNode& node = nodes_[parent];
  if (by != to && !node.grant.rights.Has(Right::kDelegate)) {
    return {.refusal = Refusal::kMissingRight, .slot = {}};
  }
  if (!IsWithin(grant, node.grant)) {
    return {.refusal = Refusal::kWider, .slot = {}};
  }
  if (node.depth == kMaximumDepth) {
    return {.refusal = Refusal::kTooDeep, .slot = {}};
  }
  return Add(Find(to), NodeOf(by.value()), parent, grant);
}

[[gnu::flatten]] GrantAnswer CapabilityTable::Use(HolderId by, SlotNumber slot,
                                                  const CapabilityNeed& need) {
  const std::uint32_t index = Find(by, slot);
  if (index == kNoNode) {
    return {.refusal = Refusal::kNoCapability, .grant = {}};
  }
  const CapabilityGrant& grant = nodes_[index].grant;
  if (grant.type != need.type) {
    return {.refusal = Refusal::kWrongType, .grant = {}};
  }
  if (!grant.rights.HasAll(need.rights)) {
    return {.refusal = Refusal::kMissingRight, .grant = {}};
  }
  if (!grant.range.Holds(need.range)) {
    return {.refusal = Refusal::kOutOfRange, .grant = {}};
  }
  return {.refusal = Refusal::kNone, .grant = grant};
}

bool CapabilityTable::Works(SlotNumber slot) {
  const std::uint32_t index = NodeOf(slot.value());
  return index < fresh_ && Find(HolderId(nodes_[index].holder), slot) != kNoNode;
}

GrantAnswer CapabilityTable::Inspect(HolderId by, SlotNumber slot) {
  const std::uint32_t index = Find(by, slot);
  if (index == kNoNode) {
    return {.refusal = Refusal::kNoCapability, .grant = {}};
  }
  return {.refusal = Refusal::kNone, .grant = nodes_[index].grant};
}

Refusal CapabilityTable::Revoke(HolderId by, SlotNumber slot) {
  const std::uint32_t index = Find(by, slot);
  if (index == kNoNode) {
    return Refusal::kNoCapability;
  }
  RevokeBelow(index);
  nodes_[index].checked = revocations_;
  return Refusal::kNone;
}

void CapabilityTable::RevokeBelow(std::uint32_t node) {
  CapabilityNode& revoked = nodes_[node];
  if (revoked.first_child != kNoNode) {
    ++revocations_;
    revoked.revoked_at = revocations_;
    SiblingRing::Join(nodes_, dying_, revoked.first_child);
    revoked.first_child = kNoNode;
  }
}

Refusal CapabilityTable::Drop(HolderId by, SlotNumber slot) {
  const std::uint32_t index = Find(by, slot);
  if (index == kNoNode) {
    return Refusal::kNoCapability;
  }
  Leave(index);
  return Refusal::kNone;
}

/// Takes a capability out of its holder's ring, and out of its counts.
void CapabilityTable::Unhold(std::uint32_t node) {
  std::uint32_t head = kNoNode;
  HeldRing::Remove(nodes_, head, node);
  CapabilityNode& holder = nodes_[nodes_[node].holder];
  --holder.held;
  holder.grant.badge -= nodes_[node].is_given ? 1 : 0;
}

/// Takes a capability out of its holder's hands, whether it works or not, and gives up its place
/// and those of its ancestors that stood for nothing else any more, or between two.
void CapabilityTable::Leave(std::uint32_t node) {
  Unhold(node);
  nodes_[node].state = State::kTombstone;
  while (nodes_[node].state == State::kTombstone && nodes_[node].first_child == kNoNode) {
    const std::uint32_t parent = nodes_[node].parent;
    if (parent == kNoNode) {
      GiveBack(node);
      return;
    }
    const bool is_head = nodes_[parent].first_child == node;
    const std::uint32_t sibling = nodes_[node].next_sibling;
    SiblingRing::Remove(nodes_, is_head ? nodes_[parent].first_child : dying_, node);
    GiveBack(node);
    // Of one that was revoked the parent may be gone: only a head says that it is not.
    if (!is_head && nodes_[parent].first_child != sibling) {
      return;
    }
    node = parent;
  }
  if (nodes_[node].state == State::kTombstone) {
    Bridge(node);
  }
}

/// Lets what alone is derived from a capability that was given up take its place below what that is
/// derived from: so there are fewer given up than held.
void CapabilityTable::Bridge(std::uint32_t node) {
  CapabilityNode& bridged = nodes_[node];
  const std::uint32_t child = bridged.first_child;
  if (child == kNoNode || nodes_[child].next_sibling != child) {
    return;
  }
  const std::uint32_t parent = bridged.parent;
  nodes_[child].parent = parent;
  if (parent != kNoNode) {
    const bool is_head = nodes_[parent].first_child == node;
    std::uint32_t ring = node;
    SiblingRing::Join(nodes_, ring, child);
    SiblingRing::Remove(nodes_, is_head ? nodes_[parent].first_child : dying_, node);
  }
  bridged.first_child = kNoNode;
  GiveBack(node);
}

HeldAnswer CapabilityTable::NextHeld(HolderId by, SlotNumber after, HeldOrder order) {
  const auto next = [&](std::uint32_t node) {
    return order == HeldOrder::kNewestFirst ? nodes_[node].next_held : nodes_[node].previous_held;
  };
  const std::uint32_t holder = Find(by);
  const std::uint32_t last = Find(by, after);
  HeldAnswer answer;
  for (std::uint32_t node = next(last == kNoNode ? holder : last); node != holder;) {
    if (nodes_[node].checked == revocations_ || Survived(nodes_[node])) {
      answer.refusal = Refusal::kNone;
      answer.slot = SlotOf(node);
      return answer;
    }
    const std::uint32_t behind = next(node);
    Leave(node);
    ++answer.passed;
    node = behind;
  }
  return answer;
}

void CapabilityTable::SweepOne() {
  const std::uint32_t node = dying_;
  SiblingRing::Remove(nodes_, dying_, node);
  if (nodes_[node].first_child != kNoNode) {
    SiblingRing::Join(nodes_, dying_, nodes_[node].first_child);
    nodes_[node].first_child = kNoNode;
  }
  if (nodes_[node].state == State::kHeld) {
    Unhold(node);
  }
  GiveBack(node);
}

bool CapabilityTable::Sweep(std::size_t steps) {
  for (; dying_ != kNoNode && steps > 0; --steps) {
    SweepOne();
  }
  return dying_ != kNoNode;
}

}  // namespace starkernel::capabilities
