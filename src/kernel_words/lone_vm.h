#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "src/arbiter/priority_class.h"
#include "src/arbiter/vm_control_block.h"
#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/clock.h"
#include "src/kernel_words/body_figures.h"
#include "src/kernel_words/vm_keeper.h"
#include "src/kernel_words/vm_settings.h"

namespace starkernel::kernel_words {

/// A kernel without room for another VM instance than the one that is there, which is always about
/// to run: for POST and tests.
class LoneVm final : public VmKeeper, public VmSettings {
 public:
  /// The clock outlives this.
  LoneVm(VmId vm, const VmIdentity& identity, hal::Clock& clock [[clang::lifetimebound]])
      : vm_(vm), identity_(identity), clock_(clock) {
    block_.lifecycle.Enter(arbiter::LifecycleState::kRunnable);
  }

  [[nodiscard]] Nanoseconds Now() override { return clock_.Now(); }
  [[nodiscard]] const arbiter::VmControlBlock* Find(VmId vm) const
      [[clang::lifetimebound]] override {
    return vm == vm_ ? &block_ : nullptr;
  }
  [[nodiscard]] std::optional<VmId> Next(std::optional<VmId> after) const override {
    const bool is_behind = after.has_value() && PlaceOf(*after) >= PlaceOf(vm_);
    return is_behind ? std::nullopt : std::optional(vm_);
  }
  [[nodiscard]] Result<VmIdentity> IdentityOf(VmId vm) const override {
    return vm == vm_ ? Result<VmIdentity>(identity_) : Error::kNotFound;
  }
  void Wake(VmId /*vm*/) override {}
  [[nodiscard]] Places PlacesFor(VmId /*parent*/) const override {
    return {.taken = 1, .limit = 1};
  }
  [[nodiscard]] Result<VmId> Spawn(VmId /*parent*/, std::span<const char> /*program*/) override {
    return Error::kCapacity;
  }
  [[nodiscard]] Result<void> Start(VmId vm) override {
    return vm == vm_ ? Error::kInvalidArgument : Error::kNotFound;
  }
  [[nodiscard]] Result<void> Supervise(VmId vm, VmId /*supervisor*/) override {
    return vm == vm_ ? Error::kInvalidArgument : Error::kNotFound;
  }
  [[nodiscard]] Result<void> Block(VmId vm) override {
    return Change(vm, arbiter::LifecycleState::kRunnable, arbiter::LifecycleState::kBlocked);
  }
  [[nodiscard]] Result<void> Resume(VmId vm) override {
    return Change(vm, arbiter::LifecycleState::kBlocked, arbiter::LifecycleState::kRunnable);
  }
  void TidyUp() override {}
  [[nodiscard]] bool IsMemoryShort() const override { return false; }
  void RelieveMemory() override {}
  [[nodiscard]] BodyFigures BodyOf(VmId /*vm*/) const override { return {}; }
  [[nodiscard]] Nanoseconds TimeOf(VmId /*vm*/) const override { return Nanoseconds(0); }
  [[nodiscard]] Result<void> SetPriority(VmId vm, arbiter::PriorityClass priority) override {
    block_.priority = vm == vm_ ? priority : block_.priority;
    return Known(vm);
  }
  [[nodiscard]] Result<void> SetQuantum(VmId vm, Reductions /*quantum*/) override {
    return Known(vm);
  }
  [[nodiscard]] Result<arbiter::BudgetGroupId> AddBudget(VmId /*by*/,
                                                         Reductions /*budget*/) override {
    return Error::kCapacity;
  }
  [[nodiscard]] Reductions CanLend(VmId /*by*/) const override { return Reductions(0); }
  [[nodiscard]] Reductions HandedOut(VmId /*by*/) const override { return Reductions(0); }
  [[nodiscard]] Result<void> RemoveBudget(arbiter::BudgetGroupId /*group*/) override {
    return Error::kNotFound;
  }
  [[nodiscard]] Result<Reductions> BudgetOf(arbiter::BudgetGroupId group) const override {
    return group == arbiter::BudgetGroupId(0) ? Result<Reductions>(arbiter::kLongestQuantum)
                                              : Error::kNotFound;
  }
  [[nodiscard]] Result<void> SetBudget(VmId vm, arbiter::BudgetGroupId /*group*/) override {
    return Known(vm);
  }
  [[nodiscard]] Result<void> SetName(VmId vm, std::string_view name) override {
    TRY(Known(vm));
    return block_.name.Assign(name);
  }
  [[nodiscard]] Result<void> Kill(VmId /*by*/, VmId vm) override {
    if (vm != vm_) {
      return Error::kNotFound;
    }
    block_.lifecycle.Enter(arbiter::LifecycleState::kDead);
    return {};
  }

 private:
  [[nodiscard]] Result<void> Known(VmId vm) const {
    return vm == vm_ ? Result<void>() : Error::kNotFound;
  }

  [[nodiscard]] Result<void> Change(VmId vm, arbiter::LifecycleState from,
                                    arbiter::LifecycleState to) {
    TRY(Known(vm));
    if (!block_.lifecycle.Is(from)) {
      return Error::kInvalidArgument;
    }
    block_.lifecycle.Enter(to);
    return {};
  }

  VmId vm_;
  VmIdentity identity_;
  hal::Clock& clock_;
  arbiter::VmControlBlock block_;
};

}  // namespace starkernel::kernel_words
