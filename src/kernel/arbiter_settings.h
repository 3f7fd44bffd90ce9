#pragma once

#include <string_view>

#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/priority_class.h"
#include "src/arbiter/vm_control_block.h"
#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/kernel_words/vm_settings.h"

namespace starkernel::kernel {

/// What the arbiter has of VM instances, as kernel words change it.
class ArbiterSettings final : public kernel_words::VmSettings {
 public:
  /// The arbiter outlives this.
  explicit ArbiterSettings(arbiter::CpuArbiter& vm_arbiter [[clang::lifetimebound]])
      : arbiter_(vm_arbiter) {}

  [[nodiscard]] Result<void> SetPriority(VmId vm, arbiter::PriorityClass priority) override {
    return arbiter_.SetPriority(vm, priority);
  }
  [[nodiscard]] Result<void> SetQuantum(VmId vm, Reductions quantum) override {
    return arbiter_.SetQuantum(vm, quantum);
  }
  [[nodiscard]] Result<arbiter::BudgetGroupId> AddBudget(VmId by, Reductions budget) override {
    const arbiter::VmControlBlock* const maker = arbiter_.vms().Find(by);
    return maker == nullptr ? Error::kNotFound
                            : arbiter_.ready().AddGroup(budget, maker->group, by);
  }
  [[nodiscard]] Reductions CanLend(VmId by) const override {
    const arbiter::VmControlBlock* const maker = arbiter_.vms().Find(by);
    return maker == nullptr ? Reductions(0) : arbiter_.ready().CanLend(maker->group);
  }
  [[nodiscard]] Reductions HandedOut(VmId by) const override { return arbiter_.ready().MadeBy(by); }
  [[nodiscard]] Result<void> RemoveBudget(arbiter::BudgetGroupId group) override {
    return arbiter_.ready().RemoveGroup(group);
  }
  [[nodiscard]] Result<Reductions> BudgetOf(arbiter::BudgetGroupId group) const override {
    return arbiter_.ready().BudgetOf(group);
  }
  [[nodiscard]] Result<void> SetBudget(VmId vm, arbiter::BudgetGroupId group) override {
    return arbiter_.SetGroup(vm, group);
  }
  [[nodiscard]] Result<void> SetName(VmId vm, std::string_view name) override {
    return arbiter_.SetName(vm, name);
  }

 private:
  arbiter::CpuArbiter& arbiter_;
};

}  // namespace starkernel::kernel
