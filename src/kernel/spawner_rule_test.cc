// Who spawns may do to what it spawned what can be done to a VM instance, and to no other; that
// ends with what it is for, and not with whoever has it.

#include <cstddef>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/arbiter/lifecycle.h"
#include "src/base/ids.h"
#include "src/capabilities/capability.h"
#include "src/kernel/nursery_world.h"
#include "src/kernel/vm_nursery.h"

namespace starkernel::kernel {
namespace {

using arbiter::LifecycleState;
using capabilities::CapabilityType;

class SpawnerRuleTest : public testing::Test, protected NurseryWorld {
 protected:
  VmId Spawner(std::string_view program) {
    const VmId vm = Spawn(program);
    LetLog(vm);
    Let(vm, CapabilityType::kSpawn);
    return vm;
  }
  /// Lets all run until one fails or ends; what was said meanwhile.
  std::string Said(LifecycleState state) {
    const std::size_t begin = console_.text().size();
    EXPECT_EQ(NextEvent().state, state);
    return console_.text().substr(begin);
  }
  [[nodiscard]] LifecycleState StateOf(VmId vm) const {
    return nursery_->Find(vm) == nullptr ? LifecycleState::kDead
                                         : nursery_->Find(vm)->lifecycle.state();
  }
};

TEST_F(SpawnerRuleTest, WhoSpawnsRulesWhatItSpawnedAndNobodyElse) {
  const VmId other = Spawn("1 DROP");
  const VmId vm = Spawner(
      ": T S\" BEGIN AGAIN\" SPAWN-VM DUP START-VM DUP BLOCK-VM DUP RESUME-VM KILL-VM ; T "
      "VM-SELF 1- KILL-VM");
  const std::size_t had = table_.used();
  Start(vm);
  const std::string said = Said(LifecycleState::kFaulted);
  EXPECT_TRUE(said.contains("capability refused: kill invoke " + std::to_string(other.value()) +
                            ": no capability (THROW -258)"))
      << said;
  // What was for one that has ended ended with it.
  nursery_->BuryAll();
  EXPECT_EQ(table_.used(), had);
}

TEST_F(SpawnerRuleTest, WhatItSpawnedGoesOnWithoutIt) {
  const std::size_t before = table_.used();
  const VmId spawner = Spawner("S\" : T BEGIN AGAIN ; T\" SPAWN-VM DUP START-VM . BYE");
  Start(spawner);
  const std::string said = Said(LifecycleState::kDead);
  const VmId child(std::stoull(said.substr(said.find(' '))));
  nursery_->BuryAll();
  ASSERT_EQ(nursery_->Find(spawner), nullptr);
  EXPECT_EQ(StateOf(child), LifecycleState::kRunnable);
  // Its place may be another's now, who is nobody to the child.
  const VmId next = Spawner(std::to_string(child.value()) + " KILL-VM");
  EXPECT_EQ(PlaceOf(next), PlaceOf(spawner));
  Start(next);
  EXPECT_TRUE(Said(LifecycleState::kFaulted).contains("(THROW -258)"));
  EXPECT_EQ(StateOf(child), LifecycleState::kRunnable);
  Kill(next);
  Kill(child);
  nursery_->BuryAll();
  EXPECT_EQ(table_.used(), before);
}

TEST_F(SpawnerRuleTest, WhoeverItWasPassedOnToMayDoTheSameAndNoLonger) {
  const std::size_t before = table_.used();
  const VmId heir = Spawn("3 VM-STATUS . 3 KILL-VM 3 VM-STATUS .");
  LetLog(heir);
  const VmId spawner = Spawner("S\" : T BEGIN AGAIN ; T\" SPAWN-VM DUP START-VM . " +
                               std::to_string(heir.value()) + " 0 NEXT-CAP GRANT-CAP DROP BYE");
  Start(spawner);
  ASSERT_TRUE(Said(LifecycleState::kDead).contains("3 "));
  nursery_->BuryAll();
  ASSERT_EQ(nursery_->Find(spawner), nullptr);
  ASSERT_EQ(StateOf(VmId(3)), LifecycleState::kRunnable);
  Start(heir);
  const std::string said = Said(LifecycleState::kFaulted);
  EXPECT_TRUE(said.contains("1 \n")) << said;
  EXPECT_TRUE(said.contains("capability refused: kill read 3: no capability (THROW -258)")) << said;
  EXPECT_EQ(StateOf(VmId(3)), LifecycleState::kDead);
  Kill(heir);
  nursery_->BuryAll();
  EXPECT_EQ(table_.used(), before);
}

}  // namespace
}  // namespace starkernel::kernel
