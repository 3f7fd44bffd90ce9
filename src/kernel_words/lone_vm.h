#pragma once

#include <optional>
#include <span>

#include "src/arbiter/vm_control_block.h"
#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/clock.h"
#include "src/kernel_words/vm_keeper.h"

namespace starkernel::kernel_words {

/// A kernel without room for another VM instance than the one that is there, which is always about
/// to run: for POST and tests.
class LoneVm final : public VmKeeper {
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
  [[nodiscard]] Result<VmId> Spawn(VmId /*parent*/, std::span<const char> /*program*/) override {
    return Error::kCapacity;
  }
  [[nodiscard]] Result<void> Start(VmId vm) override {
    return vm == vm_ ? Error::kInvalidArgument : Error::kNotFound;
  }
  [[nodiscard]] Result<void> Kill(VmId vm) override {
    if (vm != vm_) {
      return Error::kNotFound;
    }
    block_.lifecycle.Enter(arbiter::LifecycleState::kDead);
    return {};
  }

 private:
  VmId vm_;
  VmIdentity identity_;
  hal::Clock& clock_;
  arbiter::VmControlBlock block_;
};

}  // namespace starkernel::kernel_words
