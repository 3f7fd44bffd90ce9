// What a VM instance can hand out of the processor's time.

#include <cstdint>
#include <string_view>

#include "gtest/gtest.h"
#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/ready_queues.h"
#include "src/arbiter/vm_control_block.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_table.h"
#include "src/capabilities/rights.h"
#include "src/kernel/nursery_world.h"
#include "src/kernel/vm_nursery.h"
#include "src/kernel_words/vm_keeper.h"

namespace starkernel::kernel {
namespace {

using arbiter::BudgetGroupId;
using capabilities::CapabilityType;

class BudgetsTest : public testing::Test, protected NurseryWorld {
 protected:
  /// What `program` writes, of one that may give away time in pieces of at most `largest`.
  std::string_view Say(std::string_view program, std::uint64_t largest,
                       BudgetGroupId group = BudgetGroupId(0)) {
    const VmId vm = Spawn(program);
    LetLog(vm);
    Let(vm, CapabilityType::kSpawn);
    Let(vm, CapabilityType::kKill);
    EXPECT_TRUE(
        table_
            .Grant(nursery_->IdentityOf(vm).value().holder, {.type = CapabilityType::kTimeAdmin,
                                                             .rights = capabilities::Rights::All(),
                                                             .range = {0, largest}})
            .ok());
    EXPECT_TRUE(home_.arbiter().SetGroup(vm, group).ok());
    EXPECT_TRUE(nursery_->Start(vm).ok());
    NextEvent();
    return console_.text();
  }
  [[nodiscard]] Reductions BudgetOf(std::uint32_t group) {
    return home_.arbiter().ready().BudgetOf(BudgetGroupId(group)).value();
  }
};

TEST_F(BudgetsTest, TheCapabilityIsForAllThatIsHandedOutTogether) {
  EXPECT_EQ(Say("30000 MAKE-BUDGET . 20000 MAKE-BUDGET . 1 ' MAKE-BUDGET CATCH . DROP "
                "1 DROP-BUDGET 30000 MAKE-BUDGET . 0 MAKE-BUDGET .",
                50'000),
            "VM[1] 1 2 -258 1 3 \n");
  EXPECT_EQ(BudgetOf(0), Reductions(950'000));
}

TEST_F(BudgetsTest, NobodyHandsOutMoreThanItHas) {
  const BudgetGroupId own = home_.arbiter().ready().AddGroup(Reductions(50'000)).value();
  EXPECT_EQ(Say("30000 MAKE-BUDGET . 20001 ' MAKE-BUDGET CATCH . DROP 20000 MAKE-BUDGET .",
                1'000'000, own),
            "VM[1] 2 -259 3 \n");
  EXPECT_EQ(BudgetOf(own.value()), Reductions(0));
  EXPECT_EQ(BudgetOf(0), Reductions(950'000));
  // What comes back comes back to where it was.
  EXPECT_TRUE(home_.arbiter().ready().RemoveGroup(BudgetGroupId(2)).ok());
  EXPECT_EQ(BudgetOf(own.value()), Reductions(30'000));
}

TEST_F(BudgetsTest, ChildrenShareTheirParentsBudget) {
  const BudgetGroupId own = home_.arbiter().ready().AddGroup(Reductions(50'000)).value();
  EXPECT_EQ(Say("S\" 1 0 /\" SPAWN-VM START-VM", 0, own), "");
  const VmId child = nursery_->Next(VmId(0)).value();
  EXPECT_EQ(nursery_->Find(child)->group, own);
}

TEST_F(BudgetsTest, AnEmbryoKeepsItsBudgetFromBeingDropped) {
  EXPECT_EQ(Say("S\" 1 DROP\" SPAWN-VM 100 MAKE-BUDGET OVER VM-BUDGET! "
                "1 ' DROP-BUDGET CATCH . DROP DUP KILL-VM DROP 1 DROP-BUDGET",
                100),
            "VM[1] -24 \n");
  EXPECT_EQ(BudgetOf(0), Reductions(1'000'000));
}

}  // namespace
}  // namespace starkernel::kernel
