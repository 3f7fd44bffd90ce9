#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>

#include "src/arbiter/chores.h"
#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/priority_class.h"
#include "src/arbiter/runnable.h"
#include "src/arbiter/scripted_world.h"
#include "src/arbiter/vm_control_block.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/forthvm/wait.h"

namespace starkernel::arbiter {
namespace {

/// Takes so many cycles at least.
void Take(std::uint64_t cycles) {
  const std::uint64_t begin = __builtin_ia32_rdtsc();
  while (__builtin_ia32_rdtsc() - begin < cycles) {
  }
}

/// VM instances whose reductions take so many cycles as the test says, by a counter that nothing
/// else moves.
class TurnDebtTest : public testing::Test {
 protected:
  /// One that spends its quantum; a reduction takes so many cycles.
  VmId Loop(std::uint64_t price, PriorityClass priority = PriorityClass::kNormal,
            BudgetGroupId group = BudgetGroupId(0)) {
    return Spend(Reductions(0), price, priority, group);
  }
  /// One that spends so many in each window, or its quantum if that is 0.
  VmId Spend(Reductions each, std::uint64_t price, PriorityClass priority = PriorityClass::kNormal,
             BudgetGroupId group = BudgetGroupId(0)) {
    return world_.Start(
        [=](const WindowGrant& grant) {
          const Reductions spent = each == Reductions(0) ? grant.quantum : each;
          return WindowEnd{.outcome = WindowOutcome::kYielded,
                           .spent = spent,
                           .cycles = grant.cycles + spent.value() * price};
        },
        priority, group);
  }
  void Run(std::size_t windows) {
    world_.StopAfter(world_.windows.size() + windows);
    const ArbiterEvent event = world_.arbiter().NextEvent();
    ASSERT_TRUE(world_.arbiter().Resume(event.vm).ok());
  }
  [[nodiscard]] double CyclesOf(VmId vm) const { return static_cast<double>(world_.At(vm).cycles); }
  [[nodiscard]] std::uint64_t WindowsOf(VmId vm) const { return world_.At(vm).windows; }

  ScriptedWorld world_{16, {}, true};
};

TEST_F(TurnDebtTest, WhoseReductionsAreDearHasAsMuchTimeAsOthersAndNoMore) {
  const VmId cheap = Loop(2);
  const VmId dear = Loop(7);
  const VmId dearest = Loop(1'000);
  Run(200'000);
  EXPECT_NEAR(CyclesOf(dear) / CyclesOf(cheap), 1, 0.02);
  EXPECT_NEAR(CyclesOf(dearest) / CyclesOf(cheap), 1, 0.02);
  EXPECT_NEAR(static_cast<double>(WindowsOf(cheap)) / static_cast<double>(WindowsOf(dear)), 3.5,
              0.1);
}

TEST_F(TurnDebtTest, WhoTakesLessThanATurnOwesNothing) {
  const VmId loops = Loop(2);
  const VmId yields = Spend(Reductions(1'000), 19);
  Run(10'000);
  EXPECT_EQ(WindowsOf(loops), 5'000U);
  EXPECT_EQ(WindowsOf(yields), 5'000U);
  EXPECT_FALSE(world_.At(yields).owes);
  EXPECT_EQ(world_.At(yields).debt.value(), 0U);
}

TEST_F(TurnDebtTest, TurnsPassByByQuantum) {
  const VmId small = Loop(2);
  ASSERT_TRUE(world_.arbiter().SetQuantum(small, Reductions(2'500)).ok());
  const VmId dear = Loop(20);
  Run(20'000);
  EXPECT_NEAR(CyclesOf(dear) / CyclesOf(small), 4, 0.08);
}

TEST_F(TurnDebtTest, ClassesHaveTheirSharesOfTime) {
  const VmId device = Loop(50, PriorityClass::kDevice);
  const VmId background = Loop(2, PriorityClass::kBackground);
  const ShareRules rules;
  const auto share = [&](PriorityClass priority) {
    const ClassShare& of = rules.classes.at(static_cast<std::size_t>(priority));
    return static_cast<double>(of.windows * of.quantum.value());
  };
  Run(20'000);
  EXPECT_NEAR(CyclesOf(device) / CyclesOf(background),
              share(PriorityClass::kDevice) / share(PriorityClass::kBackground), 0.2);
}

TEST_F(TurnDebtTest, NobodyOwesAnythingForTimeThatNobodyElseWants) {
  const VmId cheap = Loop(2);
  Run(10);
  // Of fifty thousand turns, which is more than pass by at once.
  const VmId dear = Loop(100'000);
  Run(3);
  EXPECT_TRUE(world_.At(dear).owes);
  ASSERT_TRUE(world_.arbiter().Block(cheap).ok());
  Run(100);
  EXPECT_GE(WindowsOf(dear), 100U);
  // What it owes now is one window's.
  EXPECT_LE(world_.At(dear).debt.value(), 1'000'000'000U);
}

TEST_F(TurnDebtTest, WhereAllOweOneHasAWindowAllTheSame) {
  const VmId cheap = Loop(2);
  Run(2);
  const VmId one = Loop(100'000);
  const VmId other = Loop(100'000);
  Run(4);
  ASSERT_TRUE(world_.arbiter().Block(cheap).ok());
  Run(10);
  EXPECT_GE(WindowsOf(one), 5U);
  EXPECT_GE(WindowsOf(other), 5U);
}

TEST_F(TurnDebtTest, WhoEndsLeavesWhatItOwesToItsParent) {
  const VmId cheap = Loop(2);
  const VmId parent = Loop(2);
  Run(10);
  const VmId dear = Loop(2'000);
  world_.vms().Find(dear)->parent = parent;
  Run(10);
  const auto owed = world_.At(dear).debt;
  ASSERT_GT(owed.value(), 1'000'000U);
  ASSERT_EQ(world_.At(parent).debt.value(), 0U);
  ASSERT_TRUE(world_.arbiter().End(dear).ok());
  EXPECT_EQ(world_.At(dear).debt.value(), 0U);
  EXPECT_EQ(world_.At(parent).debt.value(), owed.value());
  const std::uint64_t before = WindowsOf(parent);
  Run(50);
  EXPECT_EQ(WindowsOf(parent), before);
  EXPECT_EQ(world_.At(cheap).debt.value(), 0U);
}

TEST_F(TurnDebtTest, WhoseParentsHaveEndedAnswerForEachOther) {
  const VmId cheap = Loop(2);
  const VmId gone = Loop(2);
  Run(10);
  ASSERT_TRUE(world_.arbiter().End(gone).ok());
  const VmId dear = Loop(2'000);
  world_.vms().Find(dear)->parent = gone;
  Run(10);
  const auto owed = world_.At(dear).debt;
  ASSERT_GT(owed.value(), 1'000'000U);
  ASSERT_TRUE(world_.arbiter().End(dear).ok());
  world_.vms().Remove(dear);
  world_.vms().Remove(gone);
  // It waits for whoever is the next.
  Run(10);
  EXPECT_EQ(world_.At(cheap).debt.value(), 0U);
  const VmId next = Loop(2);
  world_.vms().Find(next)->parent = gone;
  Run(10);
  EXPECT_EQ(WindowsOf(next), 0U);
  EXPECT_EQ(world_.At(cheap).debt.value(), 0U);
  EXPECT_GT(world_.At(next).debt.value(), owed.value() / 2);
  EXPECT_LT(world_.At(next).debt.value(), owed.value());
  // It was once, and is left to the next.
  ASSERT_TRUE(world_.arbiter().End(next).ok());
  const VmId last = Loop(2);
  world_.vms().Find(last)->parent = next;
  Run(4);
  EXPECT_EQ(WindowsOf(last), 0U);
  EXPECT_GT(world_.At(last).debt.value(), owed.value() / 2);
}

TEST_F(TurnDebtTest, TimeThatNobodyWantedPaysForOrphans) {
  const VmId gone = Loop(2);
  const VmId other = world_.Start([&](const WindowGrant& grant) {
    // In the midst of that the processor rests.
    if (world_.windows.size() == 20) {
      return WaitFor(forthvm::WaitReason::kTime, world_.time.now + Nanoseconds(1'000'000));
    }
    return WindowEnd{.outcome = WindowOutcome::kYielded,
                     .spent = grant.quantum,
                     .cycles = grant.cycles + grant.quantum.value() * 2};
  });
  Run(10);
  const VmId dear = Loop(2'000);
  world_.vms().Find(dear)->parent = gone;
  ASSERT_TRUE(world_.arbiter().End(gone).ok());
  Run(5);
  ASSERT_GT(world_.At(dear).debt.value(), 1'000'000U);
  ASSERT_LT(world_.At(dear).debt.value(), 30'000'000U);
  ASSERT_TRUE(world_.arbiter().End(dear).ok());
  world_.time.on_rest = [] { Take(30'000'000); };
  Run(10);
  ASSERT_EQ(world_.time.rests.size(), 1U);
  const VmId next = Loop(2);
  world_.vms().Find(next)->parent = gone;
  Run(4);
  EXPECT_EQ(WindowsOf(next), 2U);
  EXPECT_GT(WindowsOf(other), 0U);
}

/// Each makes the next, does one window that takes long, and ends.
TEST_F(TurnDebtTest, ARelayOfOrphansHasAsMuchTimeAsAnyOther) {
  for (const bool faulted : {false, true}) {
    SCOPED_TRACE(faulted);
    ScriptedWorld world(2'048, {}, true);
    const VmId cheap = world.Start([](const WindowGrant& grant) {
      return WindowEnd{.outcome = WindowOutcome::kYielded,
                       .spent = grant.quantum,
                       .cycles = grant.cycles + grant.quantum.value() * 2};
    });
    std::uint64_t relay = 0;
    ScriptedWorld::Script script = [&](const WindowGrant& grant) {
      const std::uint64_t cycles = grant.quantum.value() * 40;
      relay += cycles;
      const VmId next = world.Make(script);
      world.vms().Find(next)->parent = *world.arbiter().running();
      EXPECT_TRUE(world.arbiter().Admit(next).ok());
      return WindowEnd{.outcome = faulted ? WindowOutcome::kFaulted : WindowOutcome::kEnded,
                       .spent = grant.quantum,
                       .cycles = grant.cycles + cycles};
    };
    world.Start(script);
    for (int ended = 0; ended < 1'000; ++ended) {
      const ArbiterEvent event = world.arbiter().NextEvent();
      if (!faulted) {
        world.vms().Remove(event.vm);
      }
    }
    const auto had = static_cast<double>(world.At(cheap).cycles);
    EXPECT_LE(static_cast<double>(relay), had * 1.1);
  }
}

TEST_F(TurnDebtTest, WhoEndsItselfLeavesWhatItsLastWindowTook) {
  constexpr std::uint64_t kPrice = 2'000;
  const VmId parent = Loop(2);
  Loop(2);
  Run(10);
  const BudgetGroupId group = world_.arbiter().ready().AddGroup(Reductions(100'000)).value();
  const VmId child = world_.Start(
      [&](const WindowGrant& grant) {
        EXPECT_TRUE(world_.arbiter().End(*world_.arbiter().running()).ok());
        // Nor is what its window takes forgotten with its budget.
        EXPECT_FALSE(world_.arbiter().ready().RemoveGroup(group).ok());
        return WindowEnd{.outcome = WindowOutcome::kYielded,
                         .spent = grant.quantum,
                         .cycles = grant.cycles + grant.quantum.value() * kPrice};
      },
      PriorityClass::kNormal, group);
  world_.vms().Find(child)->parent = parent;
  ASSERT_EQ(world_.At(parent).debt.value(), 0U);
  ASSERT_EQ(world_.arbiter().NextEvent().vm, child);
  EXPECT_EQ(world_.At(child).debt.value(), 0U);
  EXPECT_GE(world_.At(parent).debt.value(), kPrice * 5'000);
  EXPECT_TRUE(world_.arbiter().ready().RemoveGroup(group).ok());
}

/// One step that takes long.
class Burial final : public Chores {
 public:
  explicit Burial(VmId payer) : payer_(payer) {}
  [[nodiscard]] VmId Payer() const override { return payer_; }
  [[nodiscard]] bool Step() override {
    Take(kTaken);
    return false;
  }
  static constexpr std::uint64_t kTaken = 10'000'000;

 private:
  VmId payer_;
};

TEST_F(TurnDebtTest, WhatIsDoneForAnEventIsTheParentsTime) {
  const VmId parent = Loop(2);
  const VmId child = Loop(2);
  const VmId other = Loop(2);
  world_.vms().Find(child)->parent = parent;
  ASSERT_TRUE(world_.arbiter().EndAndTell(child).ok());
  ASSERT_EQ(world_.arbiter().NextEvent().vm, child);
  constexpr std::uint64_t kTaken = 10'000'000;
  Take(kTaken);
  Run(1);
  EXPECT_GE(world_.At(parent).debt.value(), kTaken / 2);
  EXPECT_EQ(world_.At(other).debt.value(), 0U);
  // Nobody's, where nothing happened to anybody's child.
  const auto owed = world_.At(parent).debt;
  Take(kTaken);
  Run(1);
  EXPECT_LE(world_.At(parent).debt.value(), owed.value());
}

TEST_F(TurnDebtTest, ChoresAreTheTimeOfWhoMadeThemNecessary) {
  const VmId payer = Loop(2);
  const VmId other = Loop(2);
  Burial burial(payer);
  world_.arbiter().BeginChores(burial);
  Run(1);
  EXPECT_GE(world_.At(payer).debt.value(), Burial::kTaken / 2);
  EXPECT_EQ(world_.At(other).debt.value(), 0U);
  const auto owed = world_.At(payer).debt;
  Burial nobodys(kNoVm);
  world_.arbiter().BeginChores(nobodys);
  Run(1);
  EXPECT_LE(world_.At(payer).debt.value(), owed.value());
  EXPECT_EQ(world_.At(other).debt.value(), 0U);
}

TEST_F(TurnDebtTest, WhatIsDoneForOrphansIsTheNextOnesTimeAndItsBudgets) {
  const BudgetGroupId own = world_.arbiter().ready().AddGroup(Reductions(200'000)).value();
  const VmId gone = Loop(2);
  const VmId other = Loop(2);
  const VmId child = Loop(2);
  world_.vms().Find(child)->parent = gone;
  Run(10);
  ASSERT_TRUE(world_.arbiter().End(gone).ok());
  Burial burial(gone);
  world_.arbiter().BeginChores(burial);
  ASSERT_TRUE(world_.arbiter().EndAndTell(child).ok());
  ASSERT_EQ(world_.arbiter().NextEvent().vm, child);
  Take(Burial::kTaken);
  Run(2);
  EXPECT_EQ(world_.At(other).debt.value(), 0U);
  const VmId next = Loop(2, PriorityClass::kNormal, own);
  world_.vms().Find(next)->parent = gone;
  Run(2);
  EXPECT_GE(world_.At(next).debt.value(), 2 * Burial::kTaken - Burial::kTaken / 10);
  EXPECT_EQ(world_.At(other).debt.value(), 0U);
  EXPECT_EQ(world_.arbiter().ready().LeftOf(own).value(), Reductions(0));
}

TEST_F(TurnDebtTest, BudgetsAreChargedForTime) {
  const BudgetGroupId most = world_.arbiter().ready().AddGroup(Reductions(800'000)).value();
  const VmId cheap = Loop(2, PriorityClass::kNormal, most);
  const VmId dear = Loop(20);
  Run(20'000);
  EXPECT_NEAR(CyclesOf(cheap) / CyclesOf(dear), 4, 0.2);
}

}  // namespace
}  // namespace starkernel::arbiter
