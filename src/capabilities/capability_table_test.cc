#include "src/capabilities/capability_table.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "src/base/error.h"
#include "src/base/expect_panic.h"
#include "src/base/ids.h"
#include "src/base/result.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/capability_node.h"
#include "src/capabilities/refusal.h"
#include "src/capabilities/rights.h"

namespace starkernel::capabilities {
namespace {

constexpr CapabilityGrant kSend{.type = CapabilityType::kSend,
                                .rights = Right::kInvoke | Right::kDelegate,
                                .badge = 0,
                                .range = {1, 9}};
constexpr CapabilityNeed kSendToFive{CapabilityType::kSend, Rights(Right::kInvoke), {5, 5}};

class CapabilityTableTest : public testing::Test {
 protected:
  HolderId Holder(std::uint32_t vm) { return table_.AddHolder(VmId(vm)).value(); }
  Refusal Use(HolderId by, SlotNumber slot) { return table_.Use(by, slot, kSendToFive).refusal; }

  std::vector<CapabilityNode> storage_ = std::vector<CapabilityNode>(100'100);
  CapabilityTable table_{storage_};
};

TEST_F(CapabilityTableTest, AllowsWhatWasGranted) {
  const HolderId alice = Holder(1);
  const SlotNumber slot = table_.Grant(alice, kSend).slot;
  EXPECT_EQ(table_.Use(alice, slot, kSendToFive).grant, kSend);
  EXPECT_EQ(
      table_.Use(alice, slot, {CapabilityType::kKill, Rights(Right::kInvoke), {5, 5}}).refusal,
      Refusal::kWrongType);
  EXPECT_EQ(table_.Use(alice, slot, {CapabilityType::kSend, Rights(Right::kWrite), {5, 5}}).refusal,
            Refusal::kMissingRight);
  EXPECT_EQ(
      table_.Use(alice, slot, {CapabilityType::kSend, Rights(Right::kInvoke), {9, 9}}).refusal,
      Refusal::kNone);
  EXPECT_EQ(
      table_.Use(alice, slot, {CapabilityType::kSend, Rights(Right::kInvoke), {9, 10}}).refusal,
      Refusal::kOutOfRange);
}

TEST_F(CapabilityTableTest, MeansNothingInAnothersHands) {
  const HolderId alice = Holder(1);
  const HolderId bob = Holder(2);
  const SlotNumber slot = table_.Grant(alice, kSend).slot;
  EXPECT_EQ(Use(bob, slot), Refusal::kNoCapability);
  EXPECT_EQ(table_.Revoke(bob, slot), Refusal::kNoCapability);
  EXPECT_EQ(table_.Drop(bob, slot), Refusal::kNoCapability);
  EXPECT_EQ(table_.Derive(bob, slot, bob, kSend).refusal, Refusal::kNoCapability);
  EXPECT_EQ(Use(alice, slot), Refusal::kNone);
}

TEST_F(CapabilityTableTest, HoldsForgedNumbersForNothing) {
  const HolderId alice = Holder(1);
  const SlotNumber slot = table_.Grant(alice, kSend).slot;
  for (const std::uint64_t forged :
       {std::uint64_t{0}, slot.value() + 1, slot.value() + (std::uint64_t{1} << 32U),
        std::uint64_t{100'100}, ~std::uint64_t{0}}) {
    EXPECT_EQ(Use(alice, SlotNumber(forged)), Refusal::kNoCapability) << forged;
  }
}

TEST_F(CapabilityTableTest, DerivesForOthersOnlyWithThatRight) {
  const HolderId alice = Holder(1);
  const HolderId bob = Holder(2);
  CapabilityGrant kept = kSend;
  kept.rights = Rights(Right::kInvoke);
  const SlotNumber slot = table_.Grant(alice, kept).slot;
  EXPECT_EQ(table_.Derive(alice, slot, bob, kept).refusal, Refusal::kMissingRight);
  EXPECT_TRUE(table_.Derive(alice, slot, alice, kept).ok());
  EXPECT_EQ(table_.Derive(alice, slot, alice, kSend).refusal, Refusal::kWider);
}

TEST_F(CapabilityTableTest, RevokesAllThatWasDerivedAndNothingElse) {
  const HolderId alice = Holder(1);
  const HolderId bob = Holder(2);
  const HolderId carol = Holder(3);
  const SlotNumber root = table_.Grant(alice, kSend).slot;
  const SlotNumber child = table_.Derive(alice, root, bob, kSend).slot;
  const SlotNumber grandchild = table_.Derive(bob, child, carol, kSend).slot;
  const SlotNumber other = table_.Grant(carol, kSend).slot;
  EXPECT_EQ(table_.Revoke(alice, root), Refusal::kNone);
  EXPECT_EQ(Use(bob, child), Refusal::kNoCapability);
  EXPECT_EQ(Use(carol, grandchild), Refusal::kNoCapability);
  EXPECT_EQ(table_.Derive(carol, grandchild, carol, kSend).refusal, Refusal::kNoCapability);
  EXPECT_EQ(Use(carol, other), Refusal::kNone);
  EXPECT_EQ(Use(alice, root), Refusal::kNone);
  const SlotNumber again = table_.Derive(alice, root, bob, kSend).slot;
  EXPECT_EQ(Use(bob, again), Refusal::kNone);
}

TEST_F(CapabilityTableTest, KeepsWhatWasDerivedFromWhatIsGivenUp) {
  const HolderId alice = Holder(1);
  const HolderId bob = Holder(2);
  const HolderId carol = Holder(3);
  const SlotNumber root = table_.Grant(alice, kSend).slot;
  const SlotNumber child = table_.Derive(alice, root, bob, kSend).slot;
  const SlotNumber grandchild = table_.Derive(bob, child, carol, kSend).slot;
  EXPECT_TRUE(table_.RemoveHolder(bob, 1));
  EXPECT_EQ(Use(carol, grandchild), Refusal::kNone);
  EXPECT_EQ(table_.Revoke(alice, root), Refusal::kNone);
  EXPECT_EQ(Use(carol, grandchild), Refusal::kNoCapability);
}

TEST_F(CapabilityTableTest, GivesUpAncestorsThatOnlyStoodBetween) {
  const HolderId alice = Holder(1);
  const SlotNumber root = table_.Grant(alice, kSend).slot;
  const SlotNumber child = table_.Derive(alice, root, alice, kSend).slot;
  const SlotNumber grandchild = table_.Derive(alice, child, alice, kSend).slot;
  EXPECT_EQ(table_.Drop(alice, root), Refusal::kNone);
  EXPECT_EQ(table_.Drop(alice, child), Refusal::kNone);
  EXPECT_EQ(table_.used(), 2U) << "neither stands for more than what is derived from it";
  EXPECT_EQ(Use(alice, grandchild), Refusal::kNone);
  EXPECT_EQ(table_.Drop(alice, grandchild), Refusal::kNone);
  EXPECT_EQ(table_.used(), 1U);
}

TEST_F(CapabilityTableTest, NotMoreAreGivenUpThanAreHeld) {
  const HolderId alice = Holder(1);
  const HolderId bob = Holder(2);
  const SlotNumber root = table_.Grant(alice, kSend).slot;
  SlotNumber last = table_.Derive(alice, root, bob, kSend).slot;
  std::vector<SlotNumber> ends;
  for (int depth = 2; depth < CapabilityTable::kMaximumDepth; ++depth) {
    const SlotNumber next = table_.Derive(bob, last, bob, kSend).slot;
    ends.push_back(table_.Derive(bob, last, bob, kSend).slot);
    EXPECT_EQ(table_.Drop(bob, last), Refusal::kNone);
    last = next;
  }
  // A stem and what branches off from it: below two holders and the root.
  EXPECT_EQ(table_.used(), 3 + 1 + 2 * ends.size());
  // In the middle, at the top, at the end: what is left is as low as what it stood for.
  for (const std::size_t dropped : {ends.size() / 2, std::size_t{0}, ends.size() - 1}) {
    const std::size_t before = table_.used();
    EXPECT_EQ(table_.Drop(bob, ends.at(dropped)), Refusal::kNone);
    EXPECT_EQ(table_.used(), before - 2);
  }
  EXPECT_EQ(Use(bob, last), Refusal::kNone);
  EXPECT_EQ(table_.Revoke(alice, root), Refusal::kNone);
  EXPECT_EQ(Use(bob, last), Refusal::kNoCapability);
  EXPECT_FALSE(table_.Sweep(1'000));
  EXPECT_EQ(table_.used(), 3U);
}

TEST_F(CapabilityTableTest, RemovesAHolderInSteps) {
  const HolderId alice = Holder(1);
  for (int count = 0; count < 3; ++count) {
    EXPECT_TRUE(table_.Grant(alice, kSend).ok());
  }
  EXPECT_FALSE(table_.RemoveHolder(alice, 2));
  EXPECT_EQ(table_.used(), 2U);
  EXPECT_TRUE(table_.RemoveHolder(alice, 1));
  EXPECT_EQ(table_.used(), 0U);
  EXPECT_PANIC(static_cast<void>(table_.Grant(alice, kSend)),
               "a holder of capabilities that does not exist");
}

TEST_F(CapabilityTableTest, ListsNewestFirst) {
  const HolderId alice = Holder(1);
  const SlotNumber first = table_.Grant(alice, kSend).slot;
  const SlotNumber second = table_.Derive(alice, first, alice, kSend).slot;
  const SlotNumber third = table_.Grant(alice, kSend).slot;
  EXPECT_EQ(table_.Revoke(alice, first), Refusal::kNone);
  constexpr SlotNumber kBefore(~std::uint64_t{0});
  EXPECT_EQ(table_.NextHeld(alice, kBefore).slot, third);
  EXPECT_EQ(table_.NextHeld(alice, third).slot, first) << "not the revoked one";
  EXPECT_EQ(table_.NextHeld(alice, first).refusal, Refusal::kNoCapability);
  EXPECT_EQ(table_.Inspect(alice, second).refusal, Refusal::kNoCapability);
}

TEST_F(CapabilityTableTest, ListsOldestFirst) {
  const HolderId alice = Holder(1);
  const SlotNumber first = table_.Grant(alice, kSend).slot;
  const SlotNumber second = table_.Grant(alice, kSend).slot;
  constexpr HeldOrder kOrder = HeldOrder::kOldestFirst;
  EXPECT_EQ(table_.NextHeld(alice, SlotNumber(), kOrder).slot, first);
  EXPECT_EQ(table_.NextHeld(alice, first, kOrder).slot, second);
  EXPECT_EQ(table_.NextHeld(alice, second, kOrder).refusal, Refusal::kNoCapability);
}

TEST_F(CapabilityTableTest, WhatWasRevokedIsPassedOnce) {
  const HolderId alice = Holder(1);
  const HolderId bob = Holder(2);
  const SlotNumber root = table_.Grant(alice, kSend).slot;
  const SlotNumber middle = table_.Derive(alice, root, alice, kSend).slot;
  for (int count = 0; count < 100; ++count) {
    ASSERT_TRUE(table_.Derive(alice, middle, alice, kSend).ok());
  }
  const SlotNumber others = table_.Derive(alice, middle, bob, kSend).slot;
  const SlotNumber last = table_.Derive(alice, root, alice, kSend).slot;
  ASSERT_TRUE(table_.Derive(alice, last, bob, kSend).ok());
  EXPECT_EQ(table_.NextHeld(alice, last).passed, 0U);
  EXPECT_EQ(table_.Revoke(alice, root), Refusal::kNone);
  const HeldAnswer next = table_.NextHeld(alice, SlotNumber());
  EXPECT_EQ(next.slot, root);
  EXPECT_EQ(next.passed, 102U);
  EXPECT_EQ(table_.NextHeld(alice, SlotNumber()).passed, 0U);
  EXPECT_EQ(table_.NextHeld(alice, SlotNumber(), HeldOrder::kOldestFirst).slot, root);
  // Only what bob has is not given back.
  EXPECT_EQ(table_.used(), 5U);
  EXPECT_EQ(Use(bob, others), Refusal::kNoCapability);
  EXPECT_TRUE(table_.Sweep(1));
  EXPECT_FALSE(table_.Sweep(1));
  EXPECT_EQ(table_.used(), 3U);
  EXPECT_EQ(table_.NextHeld(bob, SlotNumber()).refusal, Refusal::kNoCapability);
}

TEST_F(CapabilityTableTest, CountsWhatAHolderGains) {
  const HolderId alice = Holder(1);
  const HolderId bob = Holder(2);
  const std::uint64_t before = table_.GainsOf(bob);
  const SlotNumber root = table_.Grant(alice, kSend).slot;
  EXPECT_EQ(table_.GainsOf(bob), before);
  const SlotNumber given = table_.Derive(alice, root, bob, kSend).slot;
  EXPECT_EQ(table_.GainsOf(bob), before + 1);
  EXPECT_EQ(table_.Drop(bob, given), Refusal::kNone);
  EXPECT_EQ(table_.Revoke(alice, root), Refusal::kNone);
  EXPECT_EQ(table_.GainsOf(bob), before + 1) << "what goes allows nothing";
}

TEST_F(CapabilityTableTest, DerivesToALimitedDepth) {
  const HolderId alice = Holder(1);
  SlotNumber slot = table_.Grant(alice, kSend).slot;
  const SlotNumber root = slot;
  for (int depth = 0; depth < CapabilityTable::kMaximumDepth; ++depth) {
    const SlotAnswer derived = table_.Derive(alice, slot, alice, kSend);
    ASSERT_TRUE(derived.ok()) << depth;
    slot = derived.slot;
  }
  EXPECT_EQ(table_.Derive(alice, slot, alice, kSend).refusal, Refusal::kTooDeep);
  EXPECT_EQ(table_.Revoke(alice, root), Refusal::kNone);
  EXPECT_EQ(Use(alice, slot), Refusal::kNoCapability);
}

TEST_F(CapabilityTableTest, RevokesAHundredThousandAtOnceAndSweepsInSteps) {
  const HolderId alice = Holder(1);
  const HolderId bob = Holder(2);
  const SlotNumber root = table_.Grant(alice, kSend).slot;
  SlotNumber last;
  for (int count = 0; count < 100'000; ++count) {
    const SlotAnswer derived = table_.Derive(alice, root, bob, kSend);
    ASSERT_TRUE(derived.ok());
    last = derived.slot;
  }
  EXPECT_EQ(table_.Revoke(alice, root), Refusal::kNone);
  EXPECT_EQ(Use(bob, last), Refusal::kNoCapability);
  EXPECT_TRUE(table_.Sweep(99'999));
  EXPECT_EQ(table_.used(), 4U);
  EXPECT_FALSE(table_.Sweep(1));
  EXPECT_EQ(table_.used(), 3U);
}

TEST(CapabilityTableCapacityTest, UsesPlacesOfRevokedOnesBeforeItIsFull) {
  std::vector<CapabilityNode> storage(3);
  CapabilityTable table(storage);
  const HolderId alice = table.AddHolder(MakeVmId(1, 2)).value();
  const SlotNumber root = table.Grant(alice, kSend).slot;
  const SlotNumber child = table.Derive(alice, root, alice, kSend).slot;
  EXPECT_EQ(table.VmOf(alice), MakeVmId(1, 2));
  EXPECT_EQ(table.Derive(alice, root, alice, kSend).refusal, Refusal::kTableFull);
  EXPECT_EQ(table.AddHolder(VmId(2)).error(), Error::kCapacity);
  EXPECT_EQ(table.Revoke(alice, root), Refusal::kNone);
  const SlotAnswer next = table.Derive(alice, root, alice, kSend);
  EXPECT_TRUE(next.ok());
  EXPECT_NE(next.slot, child) << "a number is never given out twice";
  EXPECT_EQ(table.Inspect(alice, child).refusal, Refusal::kNoCapability);
}

class LimitedTableTest : public testing::Test {
 protected:
  static constexpr std::size_t kHeld = 6;
  static constexpr std::size_t kGiven = 3;
  static constexpr std::size_t kReserve = 4;

  static void ExpectFull(const SlotAnswer& answer, Refusal refusal, std::size_t limit) {
    EXPECT_EQ(answer.refusal, refusal);
    EXPECT_EQ(answer.count, limit);
    EXPECT_EQ(answer.limit, limit);
  }

  std::vector<CapabilityNode> storage_ = std::vector<CapabilityNode>(24);
  CapabilityTable table_{storage_, {.held = kHeld, .given = kGiven, .reserve = kReserve}};
  HolderId operator_ = table_.AddHolder(kPrimordialVm).value();
  HolderId alice_ = table_.AddHolder(VmId(1), VmId(1)).value();
  HolderId bob_ = table_.AddHolder(VmId(2), VmId(1)).value();
};

TEST_F(LimitedTableTest, NobodyHoldsMoreThanItMay) {
  const SlotNumber root = table_.Grant(alice_, kSend).slot;
  for (std::size_t count = 1; count < kHeld; ++count) {
    ASSERT_TRUE(table_.Derive(alice_, root, alice_, kSend).ok());
  }
  ExpectFull(table_.Derive(alice_, root, alice_, kSend), Refusal::kHolderFull, kHeld);
  ExpectFull(table_.Grant(alice_, kSend), Refusal::kHolderFull, kHeld);
  // Also of what the operator gives it; what was revoked makes room.
  const SlotNumber own = table_.Grant(operator_, kSend).slot;
  ExpectFull(table_.Derive(operator_, own, alice_, kSend), Refusal::kHolderFull, kHeld);
  EXPECT_EQ(table_.Revoke(alice_, root), Refusal::kNone);
  EXPECT_TRUE(table_.Derive(operator_, own, alice_, kSend).ok());
}

TEST_F(LimitedTableTest, OthersGiveNobodyAllThatItMayHold) {
  const SlotNumber root = table_.Grant(alice_, kSend).slot;
  const SlotNumber own = table_.Grant(operator_, kSend).slot;
  for (const HolderId flooded : {bob_, operator_}) {
    SlotNumber last;
    for (std::size_t count = 0; count < kGiven; ++count) {
      last = table_.Derive(alice_, root, flooded, kSend).slot;
    }
    ExpectFull(table_.Derive(alice_, root, flooded, kSend), Refusal::kGivenFull, kGiven);
    // It still gets what it is given by the operator, and derives itself.
    EXPECT_TRUE(table_.Derive(operator_, own, flooded, kSend).ok());
    EXPECT_TRUE(table_.Derive(flooded, last, flooded, kSend).ok());
    // Room for one of another's is where one was.
    EXPECT_EQ(table_.Drop(flooded, last), Refusal::kNone);
    EXPECT_TRUE(table_.Derive(alice_, root, flooded, kSend).ok());
  }
}

TEST_F(LimitedTableTest, TheLastPlacesAreTheOperators) {
  const SlotNumber own = table_.Grant(operator_, kSend).slot;
  std::uint32_t vm = 3;
  while (table_.used() < storage_.size() - kReserve) {
    ASSERT_TRUE(table_.AddHolder(VmId(vm), VmId(1)).ok());
    ++vm;
  }
  const std::size_t limit = storage_.size() - kReserve;
  EXPECT_EQ(table_.LimitFor(VmId(1)), limit);
  EXPECT_EQ(table_.AddHolder(VmId(vm), VmId(1)).error(), Error::kCapacity);
  ExpectFull(table_.Grant(alice_, kSend), Refusal::kTableFull, limit);
  // To spawn one, to give it something, and for itself.
  const HolderId spawned = table_.AddHolder(VmId(vm), kPrimordialVm).value();
  EXPECT_TRUE(table_.GrantFor(spawned, operator_, kSend).ok());
  EXPECT_TRUE(table_.Derive(operator_, own, spawned, kSend).ok());
  EXPECT_TRUE(table_.Derive(operator_, own, operator_, kSend).ok());
  ExpectFull(table_.Derive(operator_, own, operator_, kSend), Refusal::kTableFull, storage_.size());
}

TEST_F(LimitedTableTest, WhatIsForSomebodyEndsWithIt) {
  const SlotNumber slot = table_.GrantFor(bob_, alice_, kSend).slot;
  const std::size_t before = table_.used();
  const SlotNumber passed_on = table_.Derive(alice_, slot, operator_, kSend).slot;
  EXPECT_TRUE(table_.Inspect(operator_, passed_on).ok());
  table_.RevokeFor(bob_);
  EXPECT_EQ(table_.Inspect(alice_, slot).refusal, Refusal::kNoCapability);
  EXPECT_EQ(table_.Inspect(operator_, passed_on).refusal, Refusal::kNoCapability);
  EXPECT_FALSE(table_.Sweep(2));
  EXPECT_EQ(table_.used(), before - 1);
  // One that nobody has passed on is gone at once, also with its holder.
  EXPECT_TRUE(table_.GrantFor(bob_, alice_, kSend).ok());
  EXPECT_TRUE(table_.RemoveHolder(bob_, 1));
  EXPECT_EQ(table_.used(), before - 2);
}

TEST_F(LimitedTableTest, WhatMovesFindsRoomWhateverIsFull) {
  for (const std::size_t dying :
       {std::size_t{0}, std::size_t{63}, std::size_t{64}, std::size_t{65}, std::size_t{200}}) {
    SCOPED_TRACE(dying);
    std::vector<CapabilityNode> storage(1'000);
    const std::size_t limit = storage.size() - kReserve;
    CapabilityTable table(storage, {.held = kHeld, .given = kGiven, .reserve = kReserve});
    const HolderId giver = table.AddHolder(VmId(1), VmId(1)).value();
    const HolderId taker = table.AddHolder(VmId(2), VmId(1)).value();
    const SlotNumber slot = table.Grant(giver, kSend).slot;
    const SlotNumber offer = table.Derive(giver, slot, taker, kSend).slot;
    // The taker has as many as it may, derived from the offer.
    SlotNumber derived;
    for (std::size_t held = 1; held < kHeld; ++held) {
      derived = table.Derive(taker, offer, taker, kSend).slot;
    }
    ExpectFull(table.Derive(taker, offer, taker, kSend), Refusal::kHolderFull, kHeld);
    // What was derived from it for others dies first.
    for (std::size_t count = 0; count < dying; ++count) {
      const HolderId other = table.AddHolder(VmId(100 + count), VmId(1)).value();
      ASSERT_TRUE(table.Derive(giver, slot, other, kSend).ok());
    }
    // The table is full for all but the operator, who has some of what is kept for it.
    std::uint32_t vm = 10'000;
    while (table.used() < limit + 3) {
      ASSERT_TRUE(table.AddHolder(VmId(++vm), kPrimordialVm).ok());
    }
    const CapabilityGrant whole{.type = CapabilityType::kSend,
                                .rights = Rights(Right::kInvoke),
                                .badge = 0,
                                .range = {7, 8}};
    const SlotAnswer moved = table.Move(giver, slot, taker, offer, whole);
    ASSERT_TRUE(moved.ok());
    EXPECT_EQ(table.Inspect(taker, moved.slot).grant, whole);
    EXPECT_LE(table.used(), limit + 3);
    for (const SlotNumber gone : {offer, derived}) {
      EXPECT_EQ(table.Inspect(taker, gone).refusal, Refusal::kNoCapability);
    }
    EXPECT_EQ(table.Inspect(giver, slot).refusal, Refusal::kNoCapability);
    while (table.Sweep(64)) {
    }
    // The two, the others, and what moved.
    EXPECT_EQ(table.used(), 2 + dying + (vm - 10'000) + 1);
  }
}

}  // namespace
}  // namespace starkernel::capabilities
