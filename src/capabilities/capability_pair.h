#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "src/base/ids.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/capability_limits.h"
#include "src/capabilities/capability_model.h"
#include "src/capabilities/capability_node.h"
#include "src/capabilities/capability_table.h"
#include "src/capabilities/refusal.h"

namespace starkernel::capabilities {

/// Holder 0 is the operator. A table and the model of it that get the same operations. Whatever
/// they answer differently fails the test.
class CapabilityPair {
 public:
  CapabilityPair(std::size_t holders, std::size_t capacity, const CapabilityLimits& limits = {})
      : storage_(capacity), table_(storage_, limits), model_(holders, capacity, limits) {
    for (std::size_t holder = 0; holder < holders; ++holder) {
      holders_.push_back(table_.AddHolder(VmId(static_cast<std::uint32_t>(holder))).value());
    }
  }

  [[nodiscard]] std::size_t size() const { return model_.entries().size(); }
  [[nodiscard]] const CapabilityModel& model() const [[clang::lifetimebound]] { return model_; }

  /// Derives from entry `from`, which need not exist, or from nothing (CapabilityModel::kNone).
  void Derive(std::size_t by, std::size_t from, std::size_t to, const CapabilityGrant& grant) {
    if (from != CapabilityModel::kNone && from >= size()) {
      return;
    }
    const SlotAnswer answer =
        from == CapabilityModel::kNone
            ? table_.Grant(holders_.at(to), grant)
            : table_.Derive(holders_.at(by), SlotOf(from), holders_.at(to), grant);
    const Refusal expected = model_.Derive(by, from, to, grant);
    EXPECT_EQ(answer.refusal, expected);
    if (expected == Refusal::kNone) {
      model_.NameNewest(answer.slot);
    }
  }
  /// Grants `to` what can be done to `of`.
  void DeriveFor(std::size_t of, std::size_t to, const CapabilityGrant& grant) {
    const SlotAnswer answer = table_.GrantFor(holders_.at(of), holders_.at(to), grant);
    const Refusal expected = model_.DeriveFor(of, to, grant);
    EXPECT_EQ(answer.refusal, expected);
    if (expected == Refusal::kNone) {
      model_.NameNewest(answer.slot);
    }
  }
  void RevokeFor(std::size_t of) {
    table_.RevokeFor(holders_.at(of));
    model_.RevokeFor(of);
  }
  void Revoke(std::size_t by, std::size_t index) {
    if (index < size()) {
      const Refusal answer = table_.Revoke(holders_.at(by), SlotOf(index));
      EXPECT_EQ(answer, model_.Revoke(by, index));
    }
  }
  void Drop(std::size_t by, std::size_t index) {
    if (index < size()) {
      const Refusal answer = table_.Drop(holders_.at(by), SlotOf(index));
      EXPECT_EQ(answer, model_.Drop(by, index));
    }
  }
  void Sweep(std::size_t steps) { static_cast<void>(table_.Sweep(steps)); }

  /// All that works of what `by` holds is listed, in either order, and nothing else.
  void List(std::size_t by) {
    std::vector<SlotNumber> expected;
    for (std::size_t index = 0; index < size(); ++index) {
      if (model_.Works(index, by)) {
        expected.push_back(SlotOf(index));
      }
    }
    EXPECT_EQ(Listed(by, HeldOrder::kOldestFirst), expected);
    std::ranges::reverse(expected);
    EXPECT_EQ(Listed(by, HeldOrder::kNewestFirst), expected);
  }

  /// The holder ends, and another comes in its place.
  void Replace(std::size_t holder) {
    while (!table_.RemoveHolder(holders_.at(holder), 1)) {
    }
    model_.RevokeFor(holder);
    model_.DropAll(holder);
    holders_.at(holder) = table_.AddHolder(VmId(static_cast<std::uint32_t>(holder))).value();
  }

  /// Entry `index` in the hands of `by`.
  void Check(std::size_t index, std::size_t by) {
    const CapabilityModel::Entry& entry = model_.entries().at(index);
    const GrantAnswer answer = table_.Inspect(holders_.at(by), entry.slot);
    EXPECT_EQ(answer.ok(), model_.Works(index, by)) << "entry " << index << " by " << by;
    if (answer.ok()) {
      EXPECT_EQ(answer.grant, entry.grant);
    }
  }
  void CheckAll() {
    for (std::size_t index = 0; index < size(); ++index) {
      for (std::size_t by = 0; by < holders_.size(); ++by) {
        Check(index, by);
      }
    }
  }
  /// That no place is lost: only what is needed remains after all is swept.
  void CheckPlaces() {
    while (table_.Sweep(3)) {
    }
    EXPECT_EQ(table_.used(), model_.Places());
  }

 private:
  [[nodiscard]] std::vector<SlotNumber> Listed(std::size_t by, HeldOrder order) {
    std::vector<SlotNumber> listed;
    HeldAnswer next = table_.NextHeld(holders_.at(by), SlotNumber(~std::uint64_t{0}), order);
    for (; next.ok(); next = table_.NextHeld(holders_.at(by), next.slot, order)) {
      listed.push_back(next.slot);
    }
    return listed;
  }
  [[nodiscard]] SlotNumber SlotOf(std::size_t index) const {
    return model_.entries().at(index).slot;
  }

  std::vector<CapabilityNode> storage_;
  CapabilityTable table_;
  CapabilityModel model_;
  std::vector<HolderId> holders_;
};

}  // namespace starkernel::capabilities
