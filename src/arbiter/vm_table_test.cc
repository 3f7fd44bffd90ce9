#include "src/arbiter/vm_table.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <vector>

#include "src/arbiter/lifecycle.h"
#include "src/arbiter/priority_class.h"
#include "src/arbiter/runnable.h"
#include "src/arbiter/vm_control_block.h"
#include "src/base/error.h"
#include "src/base/expect_panic.h"
#include "src/base/ids.h"

namespace starkernel::arbiter {
namespace {

class Idle final : public Runnable {
 public:
  WindowEnd Run(const WindowGrant& /*grant*/) override { return {}; }
};

TEST(VmTableTest, TheFirstIsVm0AndHasWhatItWasGiven) {
  std::vector<VmControlBlock> storage(2);
  VmTable table(storage);
  Idle idle;
  Idle other;
  EXPECT_EQ(table.Add({.runnable = idle}).value(), VmId(0));
  const VmId child = table
                         .Add({.runnable = other,
                               .parent = VmId(0),
                               .supervisor = VmId(7),
                               .priority = PriorityClass::kDevice,
                               .group = BudgetGroupId(3)})
                         .value();
  EXPECT_EQ(child, VmId(1));
  const VmControlBlock* const block = table.Find(child);
  ASSERT_NE(block, nullptr);
  EXPECT_EQ(block->runnable, &other);
  EXPECT_EQ(block->parent, VmId(0));
  EXPECT_EQ(block->supervisor, VmId(7));
  EXPECT_EQ(block->priority, PriorityClass::kDevice);
  EXPECT_EQ(block->group, BudgetGroupId(3));
  EXPECT_TRUE(block->lifecycle.Is(LifecycleState::kEmbryo));
  EXPECT_EQ(table.Find(VmId(0))->parent, kNoVm);
  EXPECT_EQ(table.Add({.runnable = idle}).error(), Error::kCapacity);
  EXPECT_EQ(table.size(), 2U);
  EXPECT_EQ(table.capacity(), 2U);
}

TEST(VmTableTest, WhatOneRunsCanBeChangedUntilItIsDead) {
  std::vector<VmControlBlock> storage(2);
  VmTable table(storage);
  Idle nothing;
  Idle body;
  const VmId vm = table.Add({.runnable = nothing}).value();
  table.SetRunnable(vm, body);
  EXPECT_EQ(table.Find(vm)->runnable, &body);
  table.Find(vm)->lifecycle.Enter(LifecycleState::kRunnable);
  table.SetRunnable(vm, nothing);
  EXPECT_EQ(table.Find(vm)->runnable, &nothing);
  table.Find(vm)->lifecycle.Enter(LifecycleState::kDead);
  EXPECT_PANIC(table.SetRunnable(vm, body), "what a VM instance runs cannot be changed");
  EXPECT_PANIC(table.SetRunnable(VmId(1), nothing), "what a VM instance runs cannot be changed");
}

TEST(VmTableTest, AnIdOfAPlaceThatIsFreeOrTakenAgainIsRefused) {
  std::vector<VmControlBlock> storage(2);
  VmTable table(storage);
  Idle idle;
  const VmId first = table.Add({.runnable = idle}).value();
  EXPECT_EQ(table.Find(MakeVmId(1, 0)), nullptr) << "a place that was never used";
  EXPECT_EQ(table.Find(MakeVmId(2, 0)), nullptr) << "beyond the table";
  EXPECT_EQ(table.Find(kNoVm), nullptr);
  table.Remove(first);
  EXPECT_EQ(table.size(), 0U);
  EXPECT_EQ(table.Find(first), nullptr);
  EXPECT_EQ(table.Find(MakeVmId(0, 1)), nullptr) << "an id before it is given out";
  const VmId second = table.Add({.runnable = idle}).value();
  EXPECT_EQ(second, MakeVmId(0, 1));
  EXPECT_EQ(table.Find(first), nullptr);
  EXPECT_NE(table.Find(second), nullptr);
}

TEST(VmTableTest, WhatLivesIsNotRemoved) {
  std::vector<VmControlBlock> storage(1);
  VmTable table(storage);
  Idle idle;
  const VmId id = table.Add({.runnable = idle}).value();
  table.Find(id)->lifecycle.Enter(LifecycleState::kRunnable);
  EXPECT_PANIC(table.Remove(id), "that lives");
  table.Find(id)->lifecycle.Enter(LifecycleState::kDead);
  table.Remove(id);
  EXPECT_PANIC(table.Remove(id), "not there");
}

TEST(VmTableTest, APlaceWithoutIdsLeftIsNotUsedAgain) {
  std::vector<VmControlBlock> storage(1);
  storage[0].generation = std::numeric_limits<std::uint32_t>::max() - 1;
  VmTable table(storage);
  Idle idle;
  table.Remove(table.Add({.runnable = idle}).value());
  const VmId last = table.Add({.runnable = idle}).value();
  EXPECT_EQ(GenerationOf(last), std::numeric_limits<std::uint32_t>::max());
  table.Remove(last);
  EXPECT_EQ(table.Add({.runnable = idle}).error(), Error::kCapacity);
}

TEST(VmTableTest, AgreesWithAModelAndNeverRepeatsAnId) {
  constexpr std::size_t kPlaces = 37;
  std::vector<VmControlBlock> storage(kPlaces);
  VmTable table(storage);
  std::map<VmId, Idle> model;
  std::set<VmId> ever;
  std::mt19937_64 random(1);
  for (int step = 0; step < 20'000; ++step) {
    if (random() % 100 < 52 && model.size() < kPlaces) {
      Idle idle;
      const VmId id = table.Add({.runnable = idle}).value();
      EXPECT_TRUE(ever.insert(id).second) << id.value();
      table.Find(id)->runnable = &model[id];
    } else if (!model.empty()) {
      const auto victim =
          std::next(model.begin(), static_cast<std::ptrdiff_t>(random() % model.size()));
      table.Remove(victim->first);
      model.erase(victim);
    }
    ASSERT_EQ(table.size(), model.size());
  }
  std::set<VmId> seen;
  for (std::optional<VmId> id = table.Next(std::nullopt); id.has_value(); id = table.Next(id)) {
    ASSERT_TRUE(model.contains(*id));
    EXPECT_EQ(table.Find(*id)->runnable, &model[*id]);
    seen.insert(*id);
  }
  EXPECT_EQ(seen.size(), model.size());
}

TEST(VmTableTest, TheNextIsFoundWithoutLookingAtAllPlacesBetween) {
  constexpr std::uint32_t kPlaces = 3 * VmTable::kMany + 70;
  std::vector<VmControlBlock> storage(kPlaces);
  VmTable table(storage);
  Idle idle;
  std::vector<VmId> all;
  for (std::uint32_t place = 0; place < kPlaces; ++place) {
    all.push_back(table.Add({.runnable = idle}).value());
  }
  const std::set<std::uint32_t> kept{0, 63, 64, 4095, 4096, 4097, kPlaces - 1};
  for (const VmId vm : all) {
    if (!kept.contains(PlaceOf(vm))) {
      table.Remove(vm);
    }
  }
  // What is not looked at is not seen, though it looks taken.
  storage[5'000].runnable = &idle;
  storage[9'000].runnable = &idle;
  std::set<std::uint32_t> seen;
  for (std::optional<VmId> id = table.Next(std::nullopt); id.has_value(); id = table.Next(id)) {
    EXPECT_TRUE(seen.insert(PlaceOf(*id)).second);
  }
  EXPECT_EQ(seen, kept);
  EXPECT_EQ(table.Next(MakeVmId(1, 9)), all.at(63)) << "whoever has the place";
  EXPECT_EQ(table.Next(MakeVmId(kPlaces - 2, 0)), all.back());
}

TEST(VmTableTest, BehindTheLastPlaceOfAllThereIsNone) {
  std::vector<VmControlBlock> storage(2);
  VmTable table(storage);
  Idle idle;
  EXPECT_EQ(table.Add({.runnable = idle}).value(), VmId(0));
  EXPECT_EQ(table.Next(MakeVmId(std::numeric_limits<std::uint32_t>::max(), 0)), std::nullopt);
  EXPECT_EQ(table.Next(MakeVmId(0, 7)), std::nullopt);
  EXPECT_EQ(table.Next(std::nullopt), VmId(0));
}

}  // namespace
}  // namespace starkernel::arbiter
