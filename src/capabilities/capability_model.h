#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "src/capabilities/capability.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/capability_limits.h"
#include "src/capabilities/refusal.h"
#include "src/capabilities/rights.h"

namespace starkernel::capabilities {

/// What capabilities mean, with nothing done to be quick: a list of all there ever were.
class CapabilityModel {
 public:
  static constexpr std::size_t kNone = ~std::size_t{0};

  struct Entry {
    std::size_t holder = 0;
    std::size_t parent = kNone;
    CapabilityGrant grant;
    SlotNumber slot;               ///< As the table calls it.
    std::size_t made_for = kNone;  ///< Whose end ends it.
    bool is_given = false;         ///< By another than its holder and the operator.
    bool held = true;
    bool revoked = false;
  };

  CapabilityModel(std::size_t holders, std::size_t capacity, const CapabilityLimits& limits)
      : holders_(holders), capacity_(capacity), limits_(limits) {}

  [[nodiscard]] const std::vector<Entry>& entries() const [[clang::lifetimebound]] {
    return entries_;
  }
  [[nodiscard]] bool Works(std::size_t index, std::size_t by) const {
    const Entry& entry = entries_.at(index);
    return entry.held && !entry.revoked && entry.holder == by;
  }

  /// Places that are needed: for holders, for what works, and for what stands between.
  [[nodiscard]] std::size_t Places() const {
    std::size_t places = holders_;
    for (std::size_t index = 0; index < entries_.size(); ++index) {
      places += Needed(index) ? 1 : 0;
    }
    return places;
  }

  /// What becomes of deriving; with Refusal::kNone the entry is there, without its slot.
  Refusal Derive(std::size_t by, std::size_t from, std::size_t to, const CapabilityGrant& grant) {
    if (from != kNone) {
      if (!Works(from, by)) {
        return Refusal::kNoCapability;
      }
      const Entry& parent = entries_.at(from);
      if (by != to && !parent.grant.rights.Has(Right::kDelegate)) {
        return Refusal::kMissingRight;
      }
      if (!IsWithin(grant, parent.grant)) {
        return Refusal::kWider;
      }
    }
    return Add(by, from, to, grant);
  }
  /// What can be done to holder `of`, for `to`.
  Refusal DeriveFor(std::size_t of, std::size_t to, const CapabilityGrant& grant) {
    const Refusal refusal = Add(to, kNone, to, grant);
    if (refusal == Refusal::kNone) {
      entries_.back().made_for = of;
    }
    return refusal;
  }
  void NameNewest(SlotNumber slot) { entries_.back().slot = slot; }

  Refusal Revoke(std::size_t by, std::size_t index) {
    if (!Works(index, by)) {
      return Refusal::kNoCapability;
    }
    for (std::size_t other = index + 1; other < entries_.size(); ++other) {
      Entry& entry = entries_.at(other);
      // Parents come before what is derived from them.
      entry.revoked =
          entry.revoked || entry.parent == index ||
          (entry.parent != kNone && entry.parent > index && IsBelow(entry.parent, index));
    }
    return Refusal::kNone;
  }

  Refusal Drop(std::size_t by, std::size_t index) {
    if (!Works(index, by)) {
      return Refusal::kNoCapability;
    }
    entries_.at(index).held = false;
    return Refusal::kNone;
  }

  /// Nothing of what can be done to a holder can be done any more.
  void RevokeFor(std::size_t of) {
    for (Entry& entry : entries_) {
      entry.revoked = entry.revoked || entry.made_for == of ||
                      (entry.parent != kNone && entries_.at(entry.parent).revoked);
    }
  }

  void DropAll(std::size_t holder) {
    for (Entry& entry : entries_) {
      entry.held = entry.held && entry.holder != holder;
    }
  }

 private:
  /// The operator is holder 0.
  static constexpr std::size_t kOperatorsHolder = 0;

  Refusal Add(std::size_t by, std::size_t from, std::size_t to, const CapabilityGrant& grant) {
    std::size_t held = 0;
    std::size_t given = 0;
    for (std::size_t index = 0; index < entries_.size(); ++index) {
      held += Works(index, to) ? 1 : 0;
      given += Works(index, to) && entries_.at(index).is_given ? 1 : 0;
    }
    const bool is_given = by != to && by != kOperatorsHolder;
    if (to != kOperatorsHolder && held >= limits_.held) {
      return Refusal::kHolderFull;
    }
    if (is_given && given >= limits_.given) {
      return Refusal::kGivenFull;
    }
    const std::size_t limit = capacity_ - (by == kOperatorsHolder ? 0 : limits_.reserve);
    if (entries_.size() + holders_ >= limit && Places() >= limit) {
      return Refusal::kTableFull;
    }
    Entry entry;
    entry.holder = to;
    entry.parent = from;
    entry.grant = grant;
    entry.is_given = is_given;
    entries_.push_back(entry);
    return Refusal::kNone;
  }
  [[nodiscard]] bool IsBelow(std::size_t index, std::size_t top) const {
    for (; index != kNone; index = entries_.at(index).parent) {
      if (index == top) {
        return true;
      }
    }
    return false;
  }
  /// Whether it is held, or anything below it.
  [[nodiscard]] bool Reaches(std::size_t index) const {
    for (std::size_t other = index; other < entries_.size(); ++other) {
      const Entry& entry = entries_.at(other);
      if (entry.held && !entry.revoked && IsBelow(other, index)) {
        return true;
      }
    }
    return false;
  }
  /// What is held, and what several are derived from that are needed or stand for such.
  [[nodiscard]] bool Needed(std::size_t index) const {
    if (entries_.at(index).revoked || entries_.at(index).held) {
      return !entries_.at(index).revoked;
    }
    std::size_t branches = 0;
    for (std::size_t other = index + 1; other < entries_.size(); ++other) {
      branches += entries_.at(other).parent == index && Reaches(other) ? 1 : 0;
    }
    return branches > 1;
  }

  std::size_t holders_;
  std::size_t capacity_;
  CapabilityLimits limits_;
  std::vector<Entry> entries_;
};

}  // namespace starkernel::capabilities
