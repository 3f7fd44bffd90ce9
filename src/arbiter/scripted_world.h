#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "src/arbiter/arbiter_time.h"
#include "src/arbiter/budget_group.h"
#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/priority_class.h"
#include "src/arbiter/runnable.h"
#include "src/arbiter/sleep_queue.h"
#include "src/arbiter/vm_control_block.h"
#include "src/arbiter/vm_table.h"
#include "src/arbiter/window_alarm.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/forthvm/wait.h"

namespace starkernel::arbiter {

/// Time that passes with what is spent, 1 ns for each reduction, and jumps while nobody can run.
class ScriptedTime final : public ArbiterTime {
 public:
  explicit ScriptedTime(WindowAlarm* alarm = nullptr) : alarm_(alarm) {}

  [[nodiscard]] Nanoseconds Now() override { return now; }
  void Pass(Reductions spent) override { now += TimeOf(spent); }
  [[nodiscard]] Nanoseconds TimeOf(Reductions spent) const override {
    return Nanoseconds(spent.value());
  }
  void RestUntil(std::optional<Nanoseconds> time) override {
    rests.push_back(time);
    on_rest();
    if (time.has_value()) {
      now = std::max(now, *time);
    }
  }

  [[nodiscard]] WindowAlarm* alarm() [[clang::lifetimebound]] override { return alarm_; }

  Nanoseconds now{0};
  std::vector<std::optional<Nanoseconds>> rests;  ///< What each rest was to end by.
  std::function<void()> on_rest = [] {};

 private:
  WindowAlarm* alarm_;
};

/// An arbiter, and VM instances that do what a function says in each of their windows.
class ScriptedWorld final : public Lookout {
 public:
  using Script = std::function<WindowEnd(const WindowGrant&)>;
  struct Window {
    VmId vm;
    std::uint64_t quantum = 0;
    forthvm::WakeCause wake = forthvm::WakeCause::kNone;

    friend bool operator==(const Window&, const Window&) = default;
  };

  explicit ScriptedWorld(std::size_t places = 16, const ShareRules& shares = {},
                         bool counts_cycles = false, WindowAlarm* alarm = nullptr)
      : time(alarm),
        blocks_(places),
        groups_(8),
        sleepers_(places),
        arbiter_(
            {.vms = vms_, .groups = groups_, .sleepers = sleepers_, .time = time, .lookout = *this},
            {.shares = shares, .counts_cycles = counts_cycles}) {}

  [[nodiscard]] CpuArbiter& arbiter() [[clang::lifetimebound]] { return arbiter_; }
  [[nodiscard]] VmTable& vms() [[clang::lifetimebound]] { return vms_; }
  [[nodiscard]] const VmTable& vms() const [[clang::lifetimebound]] { return vms_; }
  [[nodiscard]] const VmControlBlock& At(VmId id) const [[clang::lifetimebound]] {
    return *vms_.Find(id);
  }

  /// An embryo.
  VmId Make(Script script, PriorityClass priority = PriorityClass::kNormal,
            BudgetGroupId group = BudgetGroupId(0)) {
    scripts_.push_back(std::make_unique<ScriptedRunnable>(*this, std::move(script)));
    const VmId id =
        vms_.Add({.runnable = *scripts_.back(), .priority = priority, .group = group}).value();
    scripts_.back()->id = id;
    return id;
  }
  /// One that is admitted at once.
  VmId Start(Script script, PriorityClass priority = PriorityClass::kNormal,
             BudgetGroupId group = BudgetGroupId(0)) {
    const VmId id = Make(std::move(script), priority, group);
    arbiter_.Admit(id).value();
    return id;
  }
  /// One that ends the arbiter's run when so many windows have been granted to all.
  void StopAfter(std::size_t count) { stop_after_ = count; }

  void Look(CpuArbiter& /*arbiter*/, bool rested) override { on_look(rested); }
  [[nodiscard]] bool SeesNothing() override { return sees_nothing(); }

  ScriptedTime time;
  std::vector<Window> windows;
  std::function<void(bool)> on_look = [](bool) {};
  std::function<bool()> sees_nothing = [] { return false; };

 private:
  struct ScriptedRunnable final : Runnable {
    ScriptedRunnable(ScriptedWorld& in, Script what) : world(in), script(std::move(what)) {}
    WindowEnd Run(const WindowGrant& grant) override {
      world.windows.push_back({id, grant.quantum.value(), grant.wake});
      if (world.windows.size() == world.stop_after_) {
        return {.outcome = WindowOutcome::kFaulted};
      }
      return script(grant);
    }
    ScriptedWorld& world;
    Script script;
    VmId id;
  };

  std::vector<VmControlBlock> blocks_;
  std::vector<BudgetGroup> groups_;
  std::vector<SleepEntry> sleepers_;
  VmTable vms_{blocks_};
  CpuArbiter arbiter_;
  std::vector<std::unique_ptr<ScriptedRunnable>> scripts_;
  std::size_t stop_after_ = 0;
};

/// Spends its quantum, for ever.
inline WindowEnd Loop(const WindowGrant& grant) {
  return {.outcome = WindowOutcome::kSpent, .spent = grant.quantum};
}

/// Ends what was `spent` by a wait.
inline WindowEnd WaitFor(forthvm::WaitReason reason, Nanoseconds deadline,
                         Reductions spent = Reductions(10)) {
  return {.outcome = WindowOutcome::kWaiting,
          .wait = {.reason = reason, .deadline = deadline},
          .spent = spent};
}

}  // namespace starkernel::arbiter
