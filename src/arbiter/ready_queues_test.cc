#include "src/arbiter/ready_queues.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

#include "src/arbiter/budget_group.h"
#include "src/arbiter/priority_class.h"
#include "src/arbiter/ready_world.h"
#include "src/arbiter/vm_control_block.h"
#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"

namespace starkernel::arbiter {
namespace {

using enum PriorityClass;

constexpr ShareRules kRules = {.classes = {{{Reductions(100), 3},
                                            {Reductions(100), 2},
                                            {Reductions(100), 1},
                                            {Reductions(100), 1}}},
                               .period = Reductions(10'000)};

TEST(ReadyQueuesTest, ClassesShareARoundMostUrgentFirst) {
  ReadyWorld world(kRules, 4);
  for (const auto& [place, priority] :
       {std::pair{0U, kNormal}, {1U, kDevice}, {2U, kBackground}, {3U, kInteractive}}) {
    world.Add(place, priority, BudgetGroupId(0));
  }
  const std::vector<std::uint32_t> round = {1, 1, 1, 3, 3, 0, 2};
  for (int rounds = 0; rounds < 3; ++rounds) {
    EXPECT_EQ(world.RunWindows(7, 100), round);
  }
}

TEST(ReadyQueuesTest, WhoBecomesRunnableIsServedByWhatItsClassHasLeft) {
  ReadyWorld world(kRules, 2);
  world.Add(0, kNormal, BudgetGroupId(0));
  EXPECT_EQ(world.RunWindows(3, 100), (std::vector<std::uint32_t>{0, 0, 0}));
  world.Add(1, kDevice, BudgetGroupId(0));
  // What is left of this round, and of the next what comes before.
  EXPECT_EQ(world.RunWindows(8, 100), (std::vector<std::uint32_t>{1, 1, 1, 1, 1, 1, 0, 1}));
}

TEST(ReadyQueuesTest, ABudgetIsTakenFromThatOfItsLender) {
  ReadyWorld world(kRules, 4, 4);
  ReadyQueues& queues = world.queues();
  const BudgetGroupId all(0);
  const BudgetGroupId lender = queues.AddGroup(Reductions(5'000), all, VmId(7)).value();
  const BudgetGroupId borrower = queues.AddGroup(Reductions(3'000), lender, VmId(8)).value();
  EXPECT_EQ(queues.AddGroup(Reductions(2'001), lender).error(), Error::kOutOfRange);
  EXPECT_EQ(queues.AddGroup(Reductions(0), BudgetGroupId(3)).error(), Error::kNotFound);
  const BudgetGroupId last = queues.AddGroup(Reductions(1'000), borrower, VmId(8)).value();
  EXPECT_EQ(queues.MadeBy(VmId(7)), Reductions(2'000));
  EXPECT_EQ(queues.MadeBy(VmId(8)), Reductions(3'000));
  EXPECT_EQ(queues.MadeBy(VmId(9)), Reductions(0));
  EXPECT_EQ(queues.SetBudget(last, Reductions(3'001)).error(), Error::kOutOfRange);
  EXPECT_TRUE(queues.SetBudget(last, Reductions(3'000)).ok());
  EXPECT_EQ(queues.BudgetOf(borrower).value(), Reductions(0));
  // What was taken from one that is gone comes back to that one's lender.
  EXPECT_TRUE(queues.RemoveGroup(borrower).ok());
  EXPECT_TRUE(queues.RemoveGroup(last).ok());
  EXPECT_EQ(queues.BudgetOf(lender).value(), Reductions(5'000));
  EXPECT_TRUE(queues.RemoveGroup(lender).ok());
  EXPECT_EQ(queues.BudgetOf(all).value(), Reductions(10'000));
}

TEST(ReadyQueuesTest, WithinAClassGroupsTakeTurnsAndWithinAGroupItsMembers) {
  ReadyWorld world(kRules, 3);
  const BudgetGroupId group = world.queues().AddGroup(Reductions(5'000)).value();
  world.Add(0, kNormal, BudgetGroupId(0));
  world.Add(1, kNormal, BudgetGroupId(0));
  world.Add(2, kNormal, group);
  EXPECT_EQ(world.RunWindows(6, 100), (std::vector<std::uint32_t>{0, 2, 1, 2, 0, 2}));
}

TEST(ReadyQueuesTest, WithoutBudgetOneRunsWhenNobodyElseWants) {
  ReadyWorld world(kRules, 2);
  const BudgetGroupId group = world.queues().AddGroup(Reductions(250)).value();
  world.Add(0, kDevice, group);
  world.Add(1, kBackground, BudgetGroupId(0));
  // Three windows use the budget up, and owe 50 for it.
  EXPECT_EQ(world.RunWindows(6, 100), (std::vector<std::uint32_t>{0, 0, 0, 1, 1, 1}));
  world.Take(1);
  // Free time: it costs nothing.
  EXPECT_EQ(world.RunWindows(50, 100), std::vector<std::uint32_t>(50, 0));
  world.Add(1, kBackground, BudgetGroupId(0));
  EXPECT_EQ(world.RunWindows(44, 100), std::vector<std::uint32_t>(44, 1));
  // The next period: 250 anew, less 50 that are owed.
  EXPECT_EQ(world.RunWindows(4, 100), (std::vector<std::uint32_t>{0, 0, 1, 1}));
}

TEST(ReadyQueuesTest, NobodyOwesMoreThanSixteenPeriods) {
  ReadyWorld world(kRules, 2);
  const BudgetGroupId group = world.queues().AddGroup(Reductions(2'500)).value();
  world.Add(0, kDevice, group);
  world.Add(1, kBackground, BudgetGroupId(0));
  // A window of 63 periods owes 16 of 10,000, of which 63 budgets of 2,500 leave 2,500; one of 65
  // has paid it back with its own end, and 2,500 are left.
  EXPECT_EQ(world.RunWindows(1, 630'000), std::vector<std::uint32_t>{0});
  EXPECT_EQ(world.queues().LeftOf(group).value(), Reductions(0));
  EXPECT_EQ(world.RunWindows(1, 20'000), std::vector<std::uint32_t>{1});
  EXPECT_EQ(world.queues().LeftOf(group).value(), Reductions(2'500));
  EXPECT_EQ(world.RunWindows(1, 650'000), std::vector<std::uint32_t>{0});
  EXPECT_EQ(world.queues().LeftOf(group).value(), Reductions(2'500));
}

TEST(ReadyQueuesTest, NobodyWithBudgetIsNobodyForever) {
  ReadyWorld world(kRules, 1);
  const BudgetGroupId group = world.queues().AddGroup(Reductions(0)).value();
  world.Add(0, kNormal, group);
  EXPECT_EQ(world.RunWindows(500, 100), std::vector<std::uint32_t>(500, 0));
  world.Take(0);
  EXPECT_EQ(world.queues().Pick(), kNoPlace);
}

TEST(ReadyQueuesTest, WhoWaitedWhileOneWindowTookPeriodsHasItsBudgetLater) {
  for (const std::uint64_t periods : {1U, 2U, 16U, 17U, 1'000U}) {
    SCOPED_TRACE(periods);
    ReadyWorld world(kRules, 3, 3);
    ReadyQueues& queues = world.queues();
    const BudgetGroupId waits = queues.AddGroup(Reductions(2'500)).value();
    const BudgetGroupId sleeps = queues.AddGroup(Reductions(2'500)).value();
    world.Add(0, kNormal, BudgetGroupId(0));
    world.Add(1, kNormal, waits);
    world.Add(2, kNormal, sleeps);
    world.Take(2);
    ASSERT_EQ(world.TakeWindow(periods * 10'000), 0U);
    EXPECT_EQ(queues.LeftOf(waits).value(),
              Reductions(std::min<std::uint64_t>(periods, ReadyQueues::kMostMadeUp) * 2'500));
    EXPECT_EQ(queues.LeftOf(sleeps).value(), Reductions(2'500));
    // What was taken is owed: it has half of each period.
    const std::uint64_t owed = std::min<std::uint64_t>(periods * 10'000 - 5'000, 160'000);
    const std::uint64_t had = periods * 5'000;
    EXPECT_EQ(queues.LeftOf(BudgetGroupId(0)).value(),
              Reductions(had < owed ? 0 : std::min<std::uint64_t>(had - owed, 5'000)));
  }
}

TEST(ReadyQueuesTest, BudgetsNeverPromiseMoreThanThereIs) {
  ReadyWorld world(kRules, 1, 3);
  ReadyQueues& queues = world.queues();
  // A hundredth is left to group 0.
  EXPECT_EQ(queues.AddGroup(Reductions(9'901)).error(), Error::kOutOfRange);
  EXPECT_EQ(queues.CanLend(BudgetGroupId(0)), Reductions(9'900));
  const BudgetGroupId all = queues.AddGroup(Reductions(9'900)).value();
  EXPECT_EQ(queues.BudgetOf(BudgetGroupId(0)).value(), Reductions(100));
  EXPECT_EQ(queues.CanLend(BudgetGroupId(0)), Reductions(0));
  EXPECT_EQ(queues.AddGroup(Reductions(1)).error(), Error::kOutOfRange);
  // Nobody else keeps anything.
  EXPECT_EQ(queues.CanLend(all), Reductions(9'900));
  EXPECT_TRUE(queues.SetBudget(all, Reductions(9'000)).ok());
  EXPECT_EQ(queues.SetBudget(all, Reductions(9'901)).error(), Error::kOutOfRange);
  EXPECT_TRUE(queues.AddGroup(Reductions(900)).ok());
  EXPECT_EQ(queues.AddGroup(Reductions(0)).error(), Error::kCapacity);
  EXPECT_EQ(queues.SetBudget(BudgetGroupId(0), Reductions(1)).error(), Error::kNotFound);
  EXPECT_EQ(queues.BudgetOf(BudgetGroupId(3)).error(), Error::kNotFound);
  world.Add(0, kNormal, all);
  queues.Join(0);
  EXPECT_EQ(queues.RemoveGroup(all).error(), Error::kAlreadyExists);
  world.Take(0);
  queues.Leave(0);
  EXPECT_TRUE(queues.RemoveGroup(all).ok());
  EXPECT_FALSE(queues.HasGroup(all));
  EXPECT_EQ(queues.BudgetOf(BudgetGroupId(0)).value(), Reductions(9'100));
}

TEST(ReadyQueuesTest, ABudgetComesWithWhatIsLeftBesideItsLenders) {
  ReadyWorld world(kRules, 1, 3);
  ReadyQueues& queues = world.queues();
  const BudgetGroupId all(0);
  const auto left = [&](BudgetGroupId group) { return queues.LeftOf(group).value().value(); };
  world.Add(0, kNormal, all);
  world.RunWindow(3'000);
  const BudgetGroupId half = queues.AddGroup(Reductions(5'000)).value();
  EXPECT_EQ(left(half), 2'000U);
  EXPECT_EQ(left(all), 5'000U);
  const BudgetGroupId whole = queues.AddGroup(Reductions(5'000), half).value();
  EXPECT_EQ(left(whole), 2'000U);
  EXPECT_EQ(left(half), 0U);
  EXPECT_TRUE(queues.RemoveGroup(half).ok());
  EXPECT_EQ(left(all), 5'000U);
  EXPECT_TRUE(queues.RemoveGroup(whole).ok());
  EXPECT_EQ(left(all), 7'000U);
  // Nothing, where the lender has no more than its own; from the next period on it has all.
  world.RunWindow(5'000);
  const BudgetGroupId later = queues.AddGroup(Reductions(5'000)).value();
  EXPECT_EQ(left(later), 0U);
  EXPECT_EQ(left(all), 2'000U);
  world.RunWindow(2'000);
  EXPECT_EQ(left(later), 5'000U);
  EXPECT_EQ(left(all), 5'000U);
  // What is owed is owed by both, and once more by one.
  world.RunWindow(9'000);
  const BudgetGroupId owes = queues.AddGroup(Reductions(2'500)).value();
  EXPECT_TRUE(queues.RemoveGroup(later).ok());
  EXPECT_EQ(left(all), 3'000U);
  EXPECT_TRUE(queues.RemoveGroup(owes).ok());
  EXPECT_EQ(left(all), 1'000U);
}

TEST(ReadyQueuesTest, ABudgetThatComesBackLetsItsLenderRunInThisPeriod) {
  ReadyWorld world(kRules, 3, 3);
  ReadyQueues& queues = world.queues();
  const BudgetGroupId own = queues.AddGroup(Reductions(400)).value();
  const BudgetGroupId lent = queues.AddGroup(Reductions(200), own).value();
  world.Add(0, kDevice, own);
  world.Add(1, kNormal, BudgetGroupId(0));
  EXPECT_EQ(world.RunWindows(4, 100), (std::vector<std::uint32_t>{0, 0, 1, 1}));
  EXPECT_TRUE(queues.RemoveGroup(lent).ok());
  EXPECT_EQ(world.RunWindows(4, 100), (std::vector<std::uint32_t>{0, 0, 1, 1}));
}

/// A VM instance in a group with a twentieth, and one in the rest; what the first has by windows of
/// `spent`, each of which it begins with what `change` does.
template <typename Change>
double ShareOfATwentieth(std::uint64_t spent, const Change& change) {
  ReadyWorld world(kRules, 2, 8);
  ReadyQueues& queues = world.queues();
  BudgetGroupId own = queues.AddGroup(Reductions(500)).value();
  world.Add(0, kDevice, own);
  world.Add(1, kNormal, BudgetGroupId(0));
  std::uint64_t had = 0;
  std::uint64_t all = 0;
  while (all < 20'000'000) {
    const bool is_first = queues.Pick() == 0;
    const std::uint64_t takes = is_first ? spent : 100;
    queues.Charge(is_first ? 0 : 1, Reductions(takes));
    own = is_first ? change(queues, own) : own;
    world.Add(is_first ? 0 : 1, is_first ? kDevice : kNormal, is_first ? own : BudgetGroupId(0));
    had += is_first ? takes : 0;
    all += takes;
  }
  return static_cast<double>(had) / static_cast<double>(all);
}

TEST(ReadyQueuesTest, WhoMakesItsBudgetAgainHasNoMoreOfIt) {
  for (const std::uint64_t spent : {100U, 250U, 500U}) {
    SCOPED_TRACE(spent);
    EXPECT_NEAR(ShareOfATwentieth(spent, [](ReadyQueues&, BudgetGroupId own) { return own; }), 0.05,
                0.003);
    // All of it goes to one that it makes of its own, and the old one is given up.
    EXPECT_NEAR(ShareOfATwentieth(spent,
                                  [](ReadyQueues& queues, BudgetGroupId own) {
                                    const BudgetGroupId next =
                                        queues.AddGroup(Reductions(500), own).value();
                                    EXPECT_TRUE(queues.RemoveGroup(own).ok());
                                    return next;
                                  }),
                0.05, 0.003);
  }
}

TEST(ReadyQueuesTest, WhatIsMadeOfTheRestAgainHasNoMoreOfIt) {
  EXPECT_NEAR(ShareOfATwentieth(100,
                                [](ReadyQueues& queues, BudgetGroupId own) {
                                  EXPECT_TRUE(queues.RemoveGroup(own).ok());
                                  return queues.AddGroup(Reductions(500)).value();
                                }),
              0.05, 0.003);
}

TEST(ReadyQueuesTest, WhatWasMadeUpRunsOutAsleep) {
  ReadyWorld world(kRules, 3, 4);
  ReadyQueues& queues = world.queues();
  const BudgetGroupId waits = queues.AddGroup(Reductions(2'500)).value();
  const BudgetGroupId lends = queues.AddGroup(Reductions(2'500)).value();
  const auto left = [&](BudgetGroupId group) { return queues.LeftOf(group).value().value(); };
  world.Add(0, kDevice, BudgetGroupId(0));
  world.Add(1, kNormal, waits);
  world.Add(2, kNormal, lends);
  ASSERT_EQ(world.RunWindow(160'000), 0U);
  ASSERT_EQ(left(waits), 40'000U);
  ASSERT_EQ(left(lends), 40'000U);
  world.Take(0);
  // Who wants it has it, whenever periods begin.
  ASSERT_EQ(world.RunWindow(9'900), 1U);
  ASSERT_EQ(world.RunWindow(9'900), 2U);
  EXPECT_EQ(left(waits), 30'100U);
  EXPECT_EQ(left(lends), 30'100U);
  // Who does not has its budget when the next one begins; so has what it is lent to.
  world.Take(1);
  world.Take(2);
  world.Add(0, kDevice, BudgetGroupId(0));
  const BudgetGroupId lent = queues.AddGroup(Reductions(1'000), lends).value();
  ASSERT_EQ(world.RunWindow(10'000), 0U);
  EXPECT_EQ(left(waits), 2'500U);
  EXPECT_EQ(left(lends), 1'500U);
  EXPECT_EQ(left(lent), 1'000U);
}

TEST(ReadyQueuesTest, WhoLendsKeepsNoMoreThanItsBudget) {
  ReadyWorld world(kRules, 1, 3);
  ReadyQueues& queues = world.queues();
  const BudgetGroupId lends = queues.AddGroup(Reductions(2'500)).value();
  const BudgetGroupId lent = queues.AddGroup(Reductions(1'000), lends).value();
  EXPECT_EQ(queues.LeftOf(lends).value(), Reductions(1'500));
  EXPECT_TRUE(queues.SetBudget(lent, Reductions(2'000)).ok());
  world.Add(0, kNormal, BudgetGroupId(0));
  world.RunWindow(10'000);
  EXPECT_EQ(queues.LeftOf(lends).value(), Reductions(500));
  EXPECT_EQ(queues.LeftOf(lent).value(), Reductions(2'000));
}

/// The bound that ReadyQueues states.
std::uint64_t Bound(const ShareRules& rules, std::size_t of_class, std::uint64_t in_front,
                    std::uint64_t groups) {
  std::uint64_t all = 0;
  for (const ClassShare& share : rules.classes) {
    all += share.windows;
  }
  const std::uint64_t own = rules.classes.at(of_class).windows;
  const std::uint64_t turns = in_front * groups;
  return turns + (all - own) * ((turns + own - 1) / own + 1);
}

/// Waits for VM instance `place`, which has just become runnable, and counts windows.
std::uint64_t WindowsUntil(ReadyWorld& world, std::uint32_t place, std::uint64_t most) {
  for (std::uint64_t windows = 1; windows <= most; ++windows) {
    if (world.RunWindow(100) == place) {
      return windows;
    }
  }
  return most + 1;
}

/// One of four classes in one of two groups, or nothing.
struct Choice {
  std::uint32_t number = 0;

  static constexpr std::uint32_t kCount = 9;
  [[nodiscard]] bool there() const { return number != kCount - 1; }
  [[nodiscard]] std::size_t of_class() const { return number / 2; }
  [[nodiscard]] BudgetGroupId GroupOf(BudgetGroupId second) const {
    return number % 2 == 0 ? BudgetGroupId(0) : second;
  }
};

/// Some VM instances run for a while, then one comes, or comes back, and others with it: how many
/// windows fewer than the bound it waits.
std::uint64_t SlackOf(const std::vector<Choice>& choices, std::uint32_t early,
                      std::uint64_t before) {
  ReadyWorld world(kRules, choices.size());
  const BudgetGroupId second = world.queues().AddGroup(Reductions(5'000)).value();
  const auto own = static_cast<std::uint32_t>(choices.size() - 1);
  const auto add = [&](std::uint32_t place) {
    const Choice choice = choices.at(place);
    if (choice.there()) {
      world.Add(place, static_cast<PriorityClass>(choice.of_class()), choice.GroupOf(second));
    }
  };
  const auto is_early = [&](std::uint32_t place) { return (early & (1U << place)) != 0; };
  for (std::uint32_t place = 0; place <= own; ++place) {
    if (is_early(place)) {
      add(place);
    }
  }
  static_cast<void>(world.RunWindows(before, 100));
  if (is_early(own)) {
    world.Take(own);
  }
  std::uint64_t in_front = 1;
  bool other_group = false;
  for (std::uint32_t place = 0; place < own; ++place) {
    if (!is_early(place)) {
      add(place);
    }
    if (choices[place].there() && choices[place].of_class() == choices[own].of_class()) {
      const bool same = choices[place].number == choices[own].number;
      in_front += same ? 1U : 0U;
      other_group = other_group || !same;
    }
  }
  add(own);
  const std::uint64_t bound = Bound(kRules, choices[own].of_class(), in_front, other_group ? 2 : 1);
  const std::uint64_t waited = WindowsUntil(world, own, bound);
  EXPECT_LE(waited, bound);
  return bound - waited;
}

/// All ways to give three others a class and group or to leave them out, to let any of the four be
/// there before or not, and to let them run for 0 to 3 windows.
TEST(ReadyQueuesTest, NobodyWithBudgetWaitsLongerThanTheBound) {
  constexpr std::uint32_t kMasks = 16;
  constexpr std::uint64_t kMostBefore = 3;
  std::uint64_t least_slack = ~std::uint64_t{0};
  std::vector<Choice> choices(4);
  constexpr std::uint32_t kAll =
      Choice::kCount * Choice::kCount * Choice::kCount * (Choice::kCount - 1);
  for (std::uint32_t number = 0; number < kAll; ++number) {
    std::uint32_t rest = number;
    for (Choice& choice : choices) {
      choice.number = rest % Choice::kCount;
      rest /= Choice::kCount;
    }
    for (std::uint32_t early = 0; early < kMasks; ++early) {
      for (std::uint64_t before = 0; before <= kMostBefore; ++before) {
        least_slack = std::min(least_slack, SlackOf(choices, early, before));
        ASSERT_FALSE(HasFailure()) << number << " " << early << " " << before;
      }
    }
  }
  EXPECT_EQ(least_slack, 0U) << "the bound is never reached: it could be lower";
}

/// Many VM instances and groups that come, run and go at random; each that comes runs in time, as
/// long as its group has budget left.
TEST(ReadyQueuesTest, NobodyWaitsLongerAmongMany) {
  constexpr std::uint32_t kPlaces = 300;
  constexpr std::uint64_t kGroups = 6;
  std::mt19937_64 random(5);
  ReadyWorld world(kRules, kPlaces, kGroups);
  std::vector<BudgetGroupId> groups = {BudgetGroupId(0)};
  while (groups.size() < kGroups) {
    groups.push_back(world.queues().AddGroup(Reductions(1'500)).value());
  }
  std::vector<std::uint64_t> since(kPlaces, 0);
  std::vector<std::uint64_t> bound(kPlaces, 0);
  std::vector<bool> there(kPlaces, false);
  std::vector<std::uint64_t> out_at(kGroups, 0);  // the last window before which it was
  std::uint64_t window = 1;
  std::uint64_t checked = 0;
  const auto add = [&](std::uint32_t place) {
    const auto of_class = static_cast<std::size_t>(random() % kPriorityClasses);
    const BudgetGroupId group = groups.at(random() % kGroups);
    world.Add(place, static_cast<PriorityClass>(of_class), group);
    since[place] = window;
    bound[place] = Bound(kRules, of_class, world.CountOf(of_class, group), kGroups);
    there[place] = true;
  };
  for (; window < 200'000; ++window) {
    if (const auto place = static_cast<std::uint32_t>(random() % kPlaces); !there[place]) {
      add(place);
    } else if (random() % 4 == 0) {
      world.Take(place);
      there[place] = false;
    }
    for (const BudgetGroupId group : groups) {
      if (world.queues().LeftOf(group).value() == Reductions(0)) {
        out_at[group.value()] = window;
      }
    }
    const std::uint32_t ran = world.TakeWindow(100);
    if (ran == kNoPlace) {
      continue;
    }
    // Who was out of budget meanwhile has no promise.
    if (out_at[world.GroupOf(ran).value()] < since[ran]) {
      ASSERT_LE(window + 1 - since[ran], bound[ran]);
      ++checked;
    }
    there[ran] = false;
  }
  EXPECT_GT(checked, 20'000U);
}

}  // namespace
}  // namespace starkernel::arbiter
