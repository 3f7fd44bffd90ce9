#pragma once

#include <string_view>

#include "src/arbiter/priority_class.h"
#include "src/arbiter/vm_control_block.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/base/result.h"

namespace starkernel::kernel_words {

/// What can be set of VM instances, and who does it, as kernel words know it. Capabilities are not
/// asked for here. Error::kNotFound if there is no such VM instance or group,
/// Error::kInvalidArgument if the VM instance is dead.
class VmSettings {
 public:
  [[nodiscard]] virtual Result<void> SetPriority(VmId vm, arbiter::PriorityClass priority) = 0;

  /// Error::kOutOfRange for 0 and beyond arbiter::kLongestQuantum.
  [[nodiscard]] virtual Result<void> SetQuantum(VmId vm, Reductions quantum) = 0;

  /// A budget for each period, taken from that of `by`. Error::kCapacity if there are too many,
  /// Error::kOutOfRange if it is more than `by` CanLend.
  [[nodiscard]] virtual Result<arbiter::BudgetGroupId> AddBudget(VmId by, Reductions budget) = 0;

  /// The most that a budget can have which is taken from that of `by`.
  [[nodiscard]] virtual Reductions CanLend(VmId by) const = 0;

  /// What all budgets have together that `by` had made.
  [[nodiscard]] virtual Reductions HandedOut(VmId by) const = 0;

  /// Gives it back. Error::kAlreadyExists if a VM instance has it.
  [[nodiscard]] virtual Result<void> RemoveBudget(arbiter::BudgetGroupId group) = 0;

  [[nodiscard]] virtual Result<Reductions> BudgetOf(arbiter::BudgetGroupId group) const = 0;

  /// Lets a VM instance share a budget with those that have it.
  [[nodiscard]] virtual Result<void> SetBudget(VmId vm, arbiter::BudgetGroupId group) = 0;

  /// What tables call it, at most VmControlBlock::kLongestName characters.
  [[nodiscard]] virtual Result<void> SetName(VmId vm, std::string_view name) = 0;

 protected:
  ~VmSettings() = default;
};

}  // namespace starkernel::kernel_words
