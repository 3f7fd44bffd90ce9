#include "src/arbiter/ready_queues.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/arbiter/budget_group.h"
#include "src/arbiter/group_rings.h"
#include "src/arbiter/priority_class.h"
#include "src/arbiter/vm_control_block.h"
#include "src/arbiter/vm_table.h"
#include "src/base/error.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/saturating.h"

namespace starkernel::arbiter {
namespace {

std::uint8_t With(std::uint8_t bits, std::size_t index) {
  return static_cast<std::uint8_t>(bits | (1U << index));
}
std::uint8_t Without(std::uint8_t bits, std::size_t index) {
  return static_cast<std::uint8_t>(bits & ~(1U << index));
}

}  // namespace

ReadyQueues::ReadyQueues(VmTable& vms, std::span<BudgetGroup> storage, const ShareRules& rules)
    : vms_(vms), groups_(storage), rules_(rules) {
  Require(!groups_.empty(), "there is no budget group");
  // What is owed at the most, times a budget, is still a number.
  constexpr Reductions kLongestPeriod{std::uint64_t{1} << 29U};
  Require(Reductions(0) < rules.period && rules.period <= kLongestPeriod,
          "the period of budgets is out of range");
  for (const ClassShare& share : rules.classes) {
    Require(share.windows > 0 && share.quantum > Reductions(0), "a class has no share");
    Require(share.quantum <= kLongestQuantum, "a class has too long a quantum");
  }
  groups_[0].in_use = true;
  groups_[0].budget = rules.period;
  groups_[0].left = static_cast<std::int64_t>(rules.period.value());
  groups_[0].period = period_;
}

bool ReadyQueues::HasGroup(BudgetGroupId group) const {
  return group.value() < groups_.size() && groups_[group.value()].in_use;
}

Reductions ReadyQueues::CanLend(BudgetGroupId group) const {
  const Reductions rest = groups_[group.value()].budget;
  const Reductions kept(group == BudgetGroupId(0) ? rules_.period.value() / kPeriodForARest : 0);
  return rest > kept ? rest - kept : Reductions(0);
}

Result<BudgetGroupId> ReadyQueues::AddGroup(Reductions budget, BudgetGroupId lender, VmId maker) {
  if (!HasGroup(lender)) {
    return Error::kNotFound;
  }
  if (budget > CanLend(lender)) {
    return Error::kOutOfRange;
  }
  for (std::uint32_t index = 1; index < groups_.size(); ++index) {
    BudgetGroup& group = groups_[index];
    if (!group.in_use) {
      group = BudgetGroup();
      group.in_use = true;
      group.budget = budget;
      group.period = period_;
      group.maker = maker;
      group.lender = lender.value();
      LendPart(groups_[lender.value()], group);
      return BudgetGroupId(index);
    }
  }
  return Error::kCapacity;
}

/// The lender keeps what its own budget still is, so that one that is made again and again has what
/// it has had no second time. Of what is owed its part goes along: nobody is rid of a debt so.
void ReadyQueues::LendPart(BudgetGroup& lender, BudgetGroup& group) {
  CatchUp(lender);
  const auto all = static_cast<std::int64_t>(lender.budget.value());
  const auto part = static_cast<std::int64_t>(group.budget.value());
  group.left = std::clamp(lender.left - (all - part), std::int64_t{0}, part);
  if (lender.left < 0 && part > 0) {
    group.left = lender.left * part / all;
  }
  lender.left -= group.left;
  lender.budget = lender.budget - group.budget;
  NoteWhatIsAbove(lender);
}

void ReadyQueues::GiveBack(const BudgetGroup& removed, std::uint32_t lender) {
  BudgetGroup& rest = groups_[lender];
  CatchUp(rest);
  rest.left = std::max(rest.left + LeftNow(removed), -MostOwed());
  rest.budget += removed.budget;
  NoteWhatIsAbove(rest);
  if (rest.left > 0 && rest.out_in == period_) {
    Move(lender, out_, within_);
    rest.out_in = 0;
  }
}

Result<void> ReadyQueues::SetBudget(BudgetGroupId group, Reductions budget) {
  if (group == BudgetGroupId(0) || !HasGroup(group)) {
    return Error::kNotFound;
  }
  BudgetGroup& changed = groups_[group.value()];
  Reductions& rest = groups_[changed.lender].budget;
  if (changed.budget + CanLend(BudgetGroupId(changed.lender)) < budget) {
    return Error::kOutOfRange;
  }
  rest = changed.budget + rest - budget;
  changed.budget = budget;
  above_ = true;
  return {};
}

Result<void> ReadyQueues::RemoveGroup(BudgetGroupId group) {
  if (group == BudgetGroupId(0) || !HasGroup(group)) {
    return Error::kNotFound;
  }
  BudgetGroup& removed = groups_[group.value()];
  if (removed.members > 0) {
    return Error::kAlreadyExists;
  }
  GiveBack(removed, removed.lender);
  removed.in_use = false;
  for (BudgetGroup& other : groups_) {
    if (other.in_use && other.lender == group.value()) {
      other.lender = removed.lender;
    }
  }
  return {};
}

Reductions ReadyQueues::MadeBy(VmId maker) const {
  Reductions sum;
  for (const BudgetGroup& group : groups_) {
    sum += group.in_use && group.maker == maker ? group.budget : Reductions(0);
  }
  return sum;
}

Result<Reductions> ReadyQueues::BudgetOf(BudgetGroupId group) const {
  if (!HasGroup(group)) {
    return Error::kNotFound;
  }
  return groups_[group.value()].budget;
}

Result<Reductions> ReadyQueues::LeftOf(BudgetGroupId group) const {
  if (!HasGroup(group)) {
    return Error::kNotFound;
  }
  return Reductions(SaturatingCast<std::uint64_t>(LeftNow(groups_[group.value()])));
}

void ReadyQueues::Join(std::uint32_t place) {
  VmControlBlock& vm = vms_.At(place);
  groups_[vm.group.value()].members += vm.in_group ? 0U : 1U;
  vm.in_group = true;
}

void ReadyQueues::Leave(std::uint32_t place) {
  VmControlBlock& vm = vms_.At(place);
  groups_[vm.group.value()].members -= vm.in_group ? 1U : 0U;
  vm.in_group = false;
}

GroupRings& ReadyQueues::RingsOf(const BudgetGroup& group) {
  return group.out_in == period_ ? out_ : within_;
}

/// The group has somebody to run of that class again.
[[gnu::noinline]] void ReadyQueues::TakePart(std::size_t of_class, std::uint32_t index) {
  BudgetGroup& group = groups_[index];
  group.ready = With(group.ready, of_class);
  RingsOf(group).PushBack(groups_, of_class, index);
}

[[gnu::flatten]] void ReadyQueues::Add(std::uint32_t place) {
  const VmControlBlock& vm = vms_.At(place);
  const auto of_class = static_cast<std::size_t>(vm.priority);
  BudgetGroup& group = groups_[vm.group.value()];
  PlaceQueue& queue = group.queues.at(of_class);
  if (queue.empty()) {
    TakePart(of_class, vm.group.value());
  }
  queue.PushBack(vms_, place);
}

void ReadyQueues::Remove(std::uint32_t place) {
  const VmControlBlock& vm = vms_.At(place);
  const auto of_class = static_cast<std::size_t>(vm.priority);
  BudgetGroup& group = groups_[vm.group.value()];
  PlaceQueue& queue = group.queues.at(of_class);
  queue.Remove(vms_, place);
  if (queue.empty()) {
    group.ready = Without(group.ready, of_class);
    RingsOf(group).Remove(groups_, of_class, vm.group.value());
  }
}

/// The most urgent of the classes that has windows left; the most urgent of all if none has any.
std::size_t ReadyQueues::NextClass(std::uint8_t ready) const {
  const auto open = static_cast<std::uint8_t>(ready & open_);
  return static_cast<std::size_t>(std::countr_zero(open != 0 ? open : ready));
}

void ReadyQueues::TakeWindow(std::size_t of_class) {
  if ((open_ & (1U << of_class)) == 0) {
    for (std::size_t index = 0; index < kPriorityClasses; ++index) {
      windows_.at(index) = rules_.classes.at(index).windows;
      open_ = With(open_, index);
    }
  }
  if (--windows_.at(of_class) == 0) {
    open_ = Without(open_, of_class);
  }
}

/// With the budgets of the periods that have begun since the group was last looked at.
std::int64_t ReadyQueues::LeftNow(const BudgetGroup& group) const {
  if (group.period == period_) {
    return group.left;
  }
  const auto budget = static_cast<std::int64_t>(group.budget.value());
  const auto periods = SaturatingCast<std::int64_t>(period_ - group.period);
  return std::max(group.left,
                  std::min(budget, SaturatingAdd(group.left, SaturatingMultiply(periods, budget))));
}

[[gnu::noinline]] void ReadyQueues::CatchUp(BudgetGroup& group) const {
  group.left = LeftNow(group);
  group.period = period_;
}

[[gnu::noinline]] void ReadyQueues::PutAside(std::uint32_t group) {
  Move(group, within_, out_);
  groups_[group].out_in = period_;
}

void ReadyQueues::Move(std::uint32_t group, GroupRings& from, GroupRings& to) {
  for (std::size_t of_class = 0; of_class < kPriorityClasses; ++of_class) {
    if ((groups_[group].ready & (1U << of_class)) != 0) {
      from.Remove(groups_, of_class, group);
      to.PushBack(groups_, of_class, group);
    }
  }
}

[[gnu::flatten]] std::uint32_t ReadyQueues::Pick() {
  for (;;) {
    free_time_ = within_.classes() == 0;
    GroupRings& rings = free_time_ ? out_ : within_;
    if (rings.classes() == 0) {
      return kNoPlace;
    }
    const std::size_t of_class = NextClass(rings.classes());
    const std::uint32_t index = rings.first(of_class);
    BudgetGroup& group = groups_[index];
    if (!free_time_) {
      if (group.period != period_) [[unlikely]] {
        CatchUp(group);
      }
      if (group.left <= 0) [[unlikely]] {
        PutAside(index);
        continue;
      }
    }
    TakeWindow(of_class);
    PlaceQueue& queue = group.queues.at(of_class);
    const std::uint32_t place = queue.PopFront(vms_);
    if (queue.empty()) {
      group.ready = Without(group.ready, of_class);
      rings.Remove(groups_, of_class, index);
    } else {
      rings.Turn(groups_, of_class);
    }
    return place;
  }
}

[[gnu::flatten]] void ReadyQueues::Charge(std::uint32_t place, Reductions spent) {
  const std::uint32_t index = vms_.At(place).group.value();
  if (!free_time_) {
    BudgetGroup& group = groups_[index];
    // It owes no more than so many periods.
    const auto rest = static_cast<std::uint64_t>(group.left + MostOwed());
    group.left -= static_cast<std::int64_t>(std::min(rest, spent.value()));
  }
  spent_ = SaturatingAdd(spent_, spent.value());
  if (spent_ >= rules_.period.value()) {
    BeginPeriod(index);
  }
}

std::int64_t ReadyQueues::MostOwed() const {
  return static_cast<std::int64_t>(kMostMadeUp * rules_.period.value());
}

void ReadyQueues::NoteWhatIsAbove(const BudgetGroup& group) {
  above_ = above_ || group.left > static_cast<std::int64_t>(group.budget.value());
}

/// What lies above a budget is for who waits: who sleeps saves nothing up. Whose window it was may
/// wait already.
[[gnu::noinline]] void ReadyQueues::RunOut(std::uint32_t ran) {
  above_ = false;
  for (std::uint32_t index = 0; index < groups_.size(); ++index) {
    BudgetGroup& group = groups_[index];
    if (group.in_use && group.ready == 0 && index != ran) {
      group.left = std::min(group.left, static_cast<std::int64_t>(group.budget.value()));
    } else if (group.in_use) {
      NoteWhatIsAbove(group);
    }
  }
}

/// A window took so many periods more than there should have been: who could have had its budget
/// in them has it later.
void ReadyQueues::MakeUp(std::uint64_t periods) {
  for (BudgetGroup& group : groups_) {
    if (group.in_use && group.ready != 0 && LeftNow(group) > 0) {
      CatchUp(group);
      group.left = std::min(group.left + static_cast<std::int64_t>(periods * group.budget.value()),
                            static_cast<std::int64_t>(kMostMadeUp * group.budget.value()));
      NoteWhatIsAbove(group);
    }
  }
}

[[gnu::noinline]] void ReadyQueues::BeginPeriod(std::uint32_t ran) {
  const std::uint64_t begun = spent_ / rules_.period.value();
  if (above_) [[unlikely]] {
    RunOut(ran);
  }
  if (begun > 1) [[unlikely]] {
    MakeUp(std::min(begun, kMostMadeUp) - 1);
  }
  period_ += begun;
  spent_ %= rules_.period.value();
  within_.TakeAll(groups_, out_);
}

}  // namespace starkernel::arbiter
