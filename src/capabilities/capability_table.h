#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/ids.h"
#include "src/base/result.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/capability_limits.h"
#include "src/capabilities/capability_node.h"
#include "src/capabilities/refusal.h"

namespace starkernel::capabilities {

/// A capability's slot, or why there is none.
struct SlotAnswer {
  Refusal refusal = Refusal::kNone;
  SlotNumber slot;
  std::size_t count = 0;  ///< Where there is no room (IsWantOfRoom): how many there are,
  std::size_t limit = 0;  ///< and how many there may be.

  [[nodiscard]] bool ok() const { return refusal == Refusal::kNone; }
};

/// Which of two slots comes first.
enum class HeldOrder : std::uint8_t { kNewestFirst, kOldestFirst };

/// The next slot, or Refusal::kNoCapability, and how many revoked ones were passed on the way.
struct HeldAnswer {
  Refusal refusal = Refusal::kNoCapability;
  SlotNumber slot;
  std::uint32_t passed = 0;

  [[nodiscard]] bool ok() const { return refusal == Refusal::kNone; }
};

/// What a slot holds, or why it is of no use.
struct GrantAnswer {
  Refusal refusal = Refusal::kNone;
  CapabilityGrant grant;

  [[nodiscard]] bool ok() const { return refusal == Refusal::kNone; }
};

/// All capabilities of the machine: who holds which, and which was derived from which. One caller
/// at a time.
///
/// Revoking is seen by everybody at once and takes a constant time, however much was derived: it
/// counts revocations, and what has not been looked at since the last one is looked at again when
/// it is next used, along the at most kMaximumDepth capabilities that it was derived from. The
/// places that became free are taken back by Sweep, a bounded number at a time.
///
/// Nobody takes all places: a holder has as many capabilities as it may (CapabilityLimits), and of
/// those that were given up there are fewer than of those that are held, since one remains only as
/// long as several are derived from it.
class CapabilityTable {
 public:
  static constexpr std::uint8_t kMaximumDepth = 64;
  /// Places of revoked ones that are taken back before somebody is refused who holds too many.
  static constexpr std::size_t kSweptForRoom = 64;

  /// Room for as many capabilities and holders together as `storage` has nodes, which must be
  /// fresh and outlive the table; nodes beyond 2^32 - 1 are not used.
  explicit CapabilityTable(std::span<CapabilityNode> storage, const CapabilityLimits& limits = {})
      : nodes_(storage.first(std::min<std::size_t>(storage.size(), kNoNode))), limits_(limits) {}

  /// Lets a VM instance hold capabilities that `maker` has made. Error::kCapacity if there is no
  /// room.
  [[nodiscard]] Result<HolderId> AddHolder(VmId vm, VmId maker = kPrimordialVm);

  /// The VM instance that a holder stands for.
  [[nodiscard]] VmId VmOf(HolderId holder) const;

  /// Takes capabilities out of an ended VM instance's hands, at most `steps` of them, and then the
  /// holder itself; whether that is done. What was derived from them for others stays theirs.
  [[nodiscard]] bool RemoveHolder(HolderId holder, std::size_t steps);

  /// A capability derived from nothing: what the kernel gives at boot.
  [[nodiscard]] SlotAnswer Grant(HolderId to, const CapabilityGrant& grant);

  /// The same for what can be done to the VM instance of `of`: it works as long as that has not
  /// ended (RevokeFor).
  [[nodiscard]] SlotAnswer GrantFor(HolderId of, HolderId to, const CapabilityGrant& grant);

  /// Whether it may have another of its own, and if not, how many it has and may have.
  [[nodiscard]] SlotAnswer RoomFor(HolderId holder) const {
    return RoomFor(Find(holder), Find(holder));
  }

  /// What `from` holds in `slot`, derived from nothing, is in the hands of `to` from now on as
  /// `grant` has it, whom it was offered by `offer`, derived from it: neither that nor anything
  /// else that was derived from it works any more. Takes no more room than there was, so no limit
  /// keeps it from being done; Refusal::kTableFull only where a place has used up its numbers.
  [[nodiscard]] SlotAnswer Move(HolderId from, SlotNumber slot, HolderId to, SlotNumber offer,
                                const CapabilityGrant& grant);

  /// From now on nothing works that was granted for the VM instance of `of`, or derived from that.
  void RevokeFor(HolderId of);

  /// Derives a capability from one that `by` holds, for `to`: Right::kDelegate is needed if that is
  /// another. Nothing can be derived that is more in any respect (IsWithin).
  [[nodiscard]] SlotAnswer Derive(HolderId by, SlotNumber from, HolderId to,
                                  const CapabilityGrant& grant);

  /// Whether `by` may do what is needed by the capability in `slot`, and which that is.
  [[nodiscard]] GrantAnswer Use(HolderId by, SlotNumber slot, const CapabilityNeed& need);

  /// Whether the capability in `slot` works, whoever holds it. One that works is for the same as
  /// ever and in the same hands.
  [[nodiscard]] bool Works(SlotNumber slot);

  /// What `by` holds in `slot`.
  [[nodiscard]] GrantAnswer Inspect(HolderId by, SlotNumber slot);

  /// From now on nothing works that was derived from the capability in `slot`, in however many
  /// steps and whoever holds it. The capability itself stays.
  [[nodiscard]] Refusal Revoke(HolderId by, SlotNumber slot);

  /// Gives a capability up. What was derived from it stays, as derived from what it came from.
  [[nodiscard]] Refusal Drop(HolderId by, SlotNumber slot);

  /// The slot after `after` in an order by when `by` came to them; the first of that order if
  /// `after` is none of its slots, Refusal::kNoCapability after the last. What was revoked and is
  /// passed on the way is taken out of its hands, so that nothing is passed twice.
  [[nodiscard]] HeldAnswer NextHeld(HolderId by, SlotNumber after,
                                    HeldOrder order = HeldOrder::kNewestFirst);

  /// Changes whenever a capability comes into its hands: what a holder may not do until then, it
  /// may not do.
  [[nodiscard]] std::uint64_t GainsOf(HolderId holder) const {
    return nodes_[Find(holder)].checked;
  }

  /// Takes back at most `steps` places of revoked capabilities; whether there are more.
  bool Sweep(std::size_t steps);

  /// Places taken: by holders, by capabilities that work, that are still to be swept, and that were
  /// given up but have descendants.
  [[nodiscard]] std::size_t used() const { return used_; }
  /// How many may be taken by what `vm` does.
  [[nodiscard]] std::size_t LimitFor(VmId vm) const;
  [[nodiscard]] const CapabilityLimits& limits() const [[clang::lifetimebound]] { return limits_; }

 private:
  [[nodiscard]] std::uint32_t Find(HolderId by, SlotNumber slot);
  [[nodiscard]] std::uint32_t Find(HolderId holder) const;
  [[nodiscard]] bool Survived(CapabilityNode& node) const;
  [[nodiscard]] std::uint32_t Take(VmId maker);
  /// Why one for `holder` that `giver` gives would be too many, with the numbers.
  [[nodiscard]] SlotAnswer RoomFor(std::uint32_t holder, std::uint32_t giver) const;
  [[nodiscard]] bool IsGiven(std::uint32_t holder, std::uint32_t giver) const;
  [[nodiscard]] VmId VmAt(std::uint32_t holder) const {
    return VmId(nodes_[holder].grant.range.first);
  }
  void GiveBack(std::uint32_t node);
  void Leave(std::uint32_t node);
  void Unhold(std::uint32_t node);
  void Bridge(std::uint32_t node);
  void RevokeBelow(std::uint32_t node);
  void SweepOne();
  SlotNumber Hold(std::uint32_t index, std::uint32_t holder, std::uint32_t giver,
                  std::uint32_t parent, const CapabilityGrant& grant);
  [[nodiscard]] SlotAnswer Add(std::uint32_t holder, std::uint32_t giver, std::uint32_t parent,
                               const CapabilityGrant& grant);
  [[nodiscard]] SlotNumber SlotOf(std::uint32_t node) const;

  std::span<CapabilityNode> nodes_;
  CapabilityLimits limits_;
  std::uint32_t fresh_ = 0;        ///< Places from here on were never used.
  std::uint32_t free_ = kNoNode;   ///< The first of those given back.
  std::uint32_t dying_ = kNoNode;  ///< The ring of revoked ones that are to be swept.
  std::uint64_t revocations_ = 0;
  std::size_t used_ = 0;
};

}  // namespace starkernel::capabilities
