#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>

#include "src/arbiter/arbiter_time.h"
#include "src/arbiter/budget_group.h"
#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/forth_runner.h"
#include "src/arbiter/runnable.h"
#include "src/arbiter/sleep_queue.h"
#include "src/arbiter/vm_control_block.h"
#include "src/arbiter/vm_table.h"
#include "src/arbiter/window_alarm.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/forthvm/vm.h"

namespace starkernel {

/// Real time, in which nothing ends windows.
class UndisturbedTime final : public arbiter::ArbiterTime, private arbiter::WindowAlarm {
 public:
  [[nodiscard]] Nanoseconds Now() override {
    const std::chrono::nanoseconds now = std::chrono::steady_clock::now().time_since_epoch();
    return Nanoseconds(static_cast<std::uint64_t>(now.count()));
  }
  void Pass(Reductions /*spent*/) override {}
  void RestUntil(std::optional<Nanoseconds> /*time*/) override {}
  [[nodiscard]] arbiter::WindowAlarm* alarm() [[clang::lifetimebound]] override { return this; }

 private:
  void Set(Nanoseconds /*time*/) override {}
  [[nodiscard]] bool HasGoneOff() override { return false; }
  void Cancel() override {}
};

/// A VM instance that is alone under the kernel's arbiter, where no user or device wants anything.
class Alone final : private arbiter::Lookout, private arbiter::Runnable {
 public:
  /// The VM instance outlives it. Its windows have so many reductions.
  Alone(forthvm::Vm& vm [[clang::lifetimebound]], Reductions quantum) : runner_(vm) {
    id_ = vms_.Add({.runnable = *this}).value();
    runner_.SetId(id_);
    arbiter_.Admit(id_).value();
    arbiter_.SetQuantum(id_, quantum).value();
  }
  Alone(const Alone&) = delete;
  Alone& operator=(const Alone&) = delete;
  ~Alone() = default;

  /// Runs it until it waits for input.
  void Run() {
    if (arbiter_.vms().Find(id_)->lifecycle.Is(arbiter::LifecycleState::kFaulted)) {
      arbiter_.Resume(id_).value();
    }
    static_cast<void>(arbiter_.NextEvent());
  }

  [[nodiscard]] std::uint64_t windows() { return vms_.Find(id_)->windows; }
  [[nodiscard]] std::uint64_t reductions() { return vms_.Find(id_)->reductions.value(); }
  /// How often it has stopped.
  [[nodiscard]] std::uint64_t stops() const { return stops_; }

 private:
  void Look(arbiter::CpuArbiter& /*arbiter*/, bool /*rested*/) override {}
  [[nodiscard]] bool SeesNothing() override { return true; }
  /// The way out of the arbiter.
  arbiter::WindowEnd Run(const arbiter::WindowGrant& grant) override {
    ++stops_;
    arbiter::WindowEnd end = runner_.Run(grant);
    if (end.outcome == arbiter::WindowOutcome::kWaiting) {
      end.outcome = arbiter::WindowOutcome::kFaulted;
    }
    return end;
  }

  arbiter::ForthRunner runner_;
  VmId id_;
  UndisturbedTime time_;
  std::array<arbiter::VmControlBlock, 1> places_{};
  std::array<arbiter::BudgetGroup, 1> groups_{};
  std::array<arbiter::SleepEntry, 1> sleepers_{};
  arbiter::VmTable vms_{places_};
  arbiter::CpuArbiter arbiter_{
      {.vms = vms_, .groups = groups_, .sleepers = sleepers_, .time = time_, .lookout = *this}, {}};
  std::uint64_t stops_ = 0;
};

}  // namespace starkernel
