#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "src/capabilities/capability.h"
#include "src/capabilities/capability_ids.h"
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
    SlotNumber slot;  ///< As the table calls it.
    bool held = true;
    bool revoked = false;
  };

  CapabilityModel(std::size_t holders, std::size_t capacity)
      : holders_(holders), capacity_(capacity) {}

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
    if (entries_.size() + holders_ >= capacity_ && Places() == capacity_) {
      return Refusal::kTableFull;
    }
    Entry entry;
    entry.holder = to;
    entry.parent = from;
    entry.grant = grant;
    entries_.push_back(entry);
    return Refusal::kNone;
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

  void DropAll(std::size_t holder) {
    for (Entry& entry : entries_) {
      entry.held = entry.held && entry.holder != holder;
    }
  }

 private:
  [[nodiscard]] bool IsBelow(std::size_t index, std::size_t top) const {
    for (; index != kNone; index = entries_.at(index).parent) {
      if (index == top) {
        return true;
      }
    }
    return false;
  }
  [[nodiscard]] bool Needed(std::size_t index) const {
    if (entries_.at(index).revoked) {
      return false;
    }
    for (std::size_t other = index; other < entries_.size(); ++other) {
      const Entry& entry = entries_.at(other);
      if (entry.held && !entry.revoked && IsBelow(other, index)) {
        return true;
      }
    }
    return false;
  }

  std::size_t holders_;
  std::size_t capacity_;
  std::vector<Entry> entries_;
};

}  // namespace starkernel::capabilities
