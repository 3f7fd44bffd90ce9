#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/arbiter/budget_group.h"
#include "src/arbiter/group_rings.h"
#include "src/arbiter/priority_class.h"
#include "src/arbiter/vm_control_block.h"
#include "src/arbiter/vm_table.h"
#include "src/base/quantities.h"
#include "src/base/result.h"

namespace starkernel::arbiter {

/// How a processor's time is shared.
struct ShareRules {
  ClassShares classes = kDefaultShares;
  Reductions period{1'000'000};  ///< Within which budgets hold: about 10 ms.
};

/// The runnable VM instances of one processor, and whose turn it is.
///
/// **Classes.** Each class may have so many windows in a round (ClassShare). The most urgent class
/// that has windows left and somebody to run has its turn; once no such class has any left, a new
/// round begins. So urgent ones come first, and the others get their share all the same.
///
/// **Budgets.** Each VM instance belongs to a group, and each group has a budget of reductions for
/// each period, which is so many reductions spent by all. Groups that have budget left go before
/// those that have not, whatever their class. What is spent when nobody with budget wants to run is
/// free: it is not charged, and lasts no longer than the period (LongestOf). What a window takes
/// beyond the budget is owed, at most kMostMadeUp periods. Group 0 begins with all of a period, and
/// a group's budget is taken from that of another, with what that one has left of this period
/// beyond the rest of its budget, or with its part of what that one owes. Both go back to it in the
/// end. So budgets never promise more than there is, whoever makes and drops them. Who waited while
/// one window took several periods has more left than its budget, until a period begins while
/// nobody of it is runnable.
///
/// Within a class groups take turns, and within a group VM instances do.
///
/// **Bound.** A VM instance of a group that has budget left runs at the latest in window
/// `q + (W - w) * (ceil(q / w) + 1)` after it became runnable: `w` are the windows of its class in
/// a round, `W` those of all classes; `q` is how many VM instances of its class and group are
/// runnable, itself included, times the groups that have runnable ones of its class.
///
/// Picking, adding and removing take constant time; but a group that has used up its budget is put
/// aside when its turn comes, once in a period for each.
class ReadyQueues {
 public:
  /// A part of the period is left to group 0 at least: of the usual one, a window.
  static constexpr std::uint64_t kPeriodForARest = 100;
  /// Where one window takes several periods, budgets of so many are had later by who waited.
  static constexpr std::uint64_t kMostMadeUp = 16;

  /// Room for as many groups as `storage`, fresh and at least one, has records. Table and storage
  /// outlive this.
  ReadyQueues(VmTable& vms [[clang::lifetimebound]],
              std::span<BudgetGroup> storage [[clang::lifetimebound]], const ShareRules& rules);
  ReadyQueues(const ReadyQueues&) = delete;
  ReadyQueues& operator=(const ReadyQueues&) = delete;
  ~ReadyQueues() = default;

  /// A group of its own with a budget, taken from that of `lender`, for `maker`. If the lender has
  /// spent of this period, it may begin with the next one. Error::kNotFound
  /// if there is no such lender, Error::kCapacity if there is no record, Error::kOutOfRange if
  /// it is more than the lender CanLend.
  [[nodiscard]] Result<BudgetGroupId> AddGroup(Reductions budget,
                                               BudgetGroupId lender = BudgetGroupId(0),
                                               VmId maker = kNoVm);

  /// The most that can be taken from its budget; of group 0, which is
  /// VM[0]'s, a kPeriodForARest-th of the period is left.
  [[nodiscard]] Reductions CanLend(BudgetGroupId group) const;

  /// Changes a budget, from the next period on, at the cost of its lender. Error::kNotFound if
  /// there is no such group or it is group 0, Error::kOutOfRange if the lender CanLend less.
  [[nodiscard]] Result<void> SetBudget(BudgetGroupId group, Reductions budget);

  /// Gives the budget back to its lender, and what is left of it or is owed, which is still at most
  /// kMostMadeUp periods; the lender also takes over what was taken from this one.
  /// Error::kNotFound as above, Error::kAlreadyExists if a VM instance belongs to it.
  [[nodiscard]] Result<void> RemoveGroup(BudgetGroupId group);

  /// What all groups have together that were made for `maker`.
  [[nodiscard]] Reductions MadeBy(VmId maker) const;

  /// The budget of a group; Error::kNotFound if there is no such.
  [[nodiscard]] Result<Reductions> BudgetOf(BudgetGroupId group) const;

  /// What of its budget a group has left in this period; 0 if it owes. Error::kNotFound as above.
  [[nodiscard]] Result<Reductions> LeftOf(BudgetGroupId group) const;

  /// Counts a VM instance in its group, which must be there, or out of it; if it is not yet, or is.
  void Join(std::uint32_t place);
  void Leave(std::uint32_t place);
  [[nodiscard]] bool HasGroup(BudgetGroupId group) const;

  /// Puts a VM instance, which is in no queue, behind those of its class and group.
  void Add(std::uint32_t place);
  void Remove(std::uint32_t place);

  /// Takes out whose turn it is; kNoPlace if nobody is runnable.
  [[nodiscard]] std::uint32_t Pick();

  /// How much of its quantum the window of who was picked last may take: where it is free, no more
  /// than to the period's end, since those who have budget again then would wait for it.
  [[nodiscard]] Reductions LongestOf(Reductions quantum) const {
    if (!free_time_) [[likely]] {
      return quantum;
    }
    return std::min(quantum, rules_.period - Reductions(spent_));
  }

  /// Whether nobody is runnable.
  [[nodiscard]] bool empty() const { return within_.classes() == 0 && out_.classes() == 0; }

  /// Charges what the window of the VM instance that was picked last took, or more of it.
  void Charge(std::uint32_t place, Reductions spent);

  [[nodiscard]] const ShareRules& rules() const [[clang::lifetimebound]] { return rules_; }

 private:
  [[nodiscard]] std::size_t NextClass(std::uint8_t ready) const;
  void TakeWindow(std::size_t of_class);
  [[nodiscard]] GroupRings& RingsOf(const BudgetGroup& group) [[clang::lifetimebound]];
  [[nodiscard]] std::int64_t LeftNow(const BudgetGroup& group) const;
  void TakePart(std::size_t of_class, std::uint32_t index);
  void CatchUp(BudgetGroup& group) const;
  void PutAside(std::uint32_t group);
  void Move(std::uint32_t group, GroupRings& from, GroupRings& to);
  void LendPart(BudgetGroup& lender, BudgetGroup& group);
  void GiveBack(const BudgetGroup& removed, std::uint32_t lender);
  [[nodiscard]] std::int64_t MostOwed() const;
  void NoteWhatIsAbove(const BudgetGroup& group);
  void RunOut(std::uint32_t ran);
  void MakeUp(std::uint64_t periods);
  void BeginPeriod(std::uint32_t ran);

  VmTable& vms_;
  std::span<BudgetGroup> groups_;
  ShareRules rules_;
  GroupRings within_;  ///< Groups that have budget left, or had when they were last looked at.
  GroupRings out_;     ///< Groups that have used it up in this period.
  std::array<std::uint32_t, kPriorityClasses> windows_{};  ///< Left in this round.
  std::uint8_t open_ = 0;                                  ///< Classes that have any, a bit each.
  bool free_time_ = false;  ///< Nobody with budget wanted the last window.
  bool above_ = false;      ///< A group may have more left than its budget.
  std::uint64_t period_ = 1;
  std::uint64_t spent_ = 0;  ///< In this period.
};

}  // namespace starkernel::arbiter
