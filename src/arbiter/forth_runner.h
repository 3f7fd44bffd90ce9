#pragma once

#include <string_view>

#include "src/arbiter/runnable.h"
#include "src/base/ids.h"
#include "src/forthvm/vm.h"

namespace starkernel::arbiter {

/// A StarForth VM instance as the arbiter runs it. Each window's begin and end are noted among the
/// kernel's events; windows that follow each other in place are noted as one, and are many.
class ForthRunner final : public Runnable {
 public:
  /// The VM instance outlives this.
  explicit ForthRunner(forthvm::Vm& vm [[clang::lifetimebound]]) : vm_(vm) {}

  /// What the events call it; to be said before it is admitted.
  void SetId(VmId id) { id_ = id; }

  WindowEnd Run(const WindowGrant& grant) override;

  /// The name of its engine, if that is not the one that VM instances have at first.
  [[nodiscard]] std::string_view Manner() const [[clang::lifetimebound]] override;

 private:
  class Windows;

  forthvm::Vm& vm_;
  VmId id_;
};

}  // namespace starkernel::arbiter
