#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/lifecycle.h"
#include "src/arbiter/runnable.h"
#include "src/arbiter/vm_control_block.h"
#include "src/base/ids.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/forthvm/prompt_document.h"
#include "src/forthvm/wait.h"
#include "src/kernel/simulation/simulated_hardware.h"
#include "src/kernel/simulation/simulated_kernel.h"

namespace starkernel::kernel::simulation {

/// The prompt of a VM[0] that has just been started, with the whole kernel behind it, for tests
/// that type what a document has. Time is virtual, so that all is the same each time.
///
/// A line's answer is all that is written until VM[0] is at its prompt and nobody else can go on,
/// or those others have had some time. Whoever sleeps for a tenth of a second before that is
/// pressed a key, `q`.
class KernelPrompt final : private arbiter::Lookout, private arbiter::Runnable {
 public:
  KernelPrompt() {
    kernel_.AdmitPrimordial(*this);
    RunToPrompt();
  }
  KernelPrompt(const KernelPrompt&) = delete;
  KernelPrompt& operator=(const KernelPrompt&) = delete;
  /// Memory is mapped while those that have it are there.
  ~KernelPrompt() {
    for (std::optional<VmId> vm; (vm = kernel_.nursery().Next(VmId(0))).has_value();) {
      kernel_.nursery().Kill(VmId(0), *vm).value();
      kernel_.nursery().BuryAll();
    }
    constexpr PageCount kAll{1'000'000};
    kernel_.vm0().windows().Drain(kAll);
  }

  /// What is shown then, from the line's echo on, without blanks at the ends of rows.
  std::string Type(std::string_view line) {
    const std::size_t before = console().written().size();
    console().Type(std::string(line) + "\n");
    RunToPrompt();
    return forthvm::WithoutBlanksAtEnds(std::string_view(console().written()).substr(before));
  }

 private:
  /// At the prompt the others have so many looks more, of about 10,000 reductions each.
  static constexpr int kLooksAtPrompt = 20;
  /// After so many looks without a prompt the line is given up.
  static constexpr int kLooksElsewhere = 2'000;
  static constexpr Nanoseconds kUntilKey{100'000'000};

  [[nodiscard]] ScriptedConsole& console() [[clang::lifetimebound]] {
    return hardware_.machine().script();
  }
  [[nodiscard]] arbiter::VmControlBlock& primordial() [[clang::lifetimebound]] {
    return *kernel_.arbiter().vms().Find(VmId(0));
  }

  /// VM[0]'s next window after that is none but a way out of the arbiter.
  void RunToPrompt() {
    looks_at_prompt_ = 0;
    looks_elsewhere_ = 0;
    if (std::exchange(is_out_, false)) {
      Require(kernel_.arbiter().Resume(VmId(0)).ok(), "VM[0] does not go on");
    }
    while (!is_out_) {
      const arbiter::ArbiterEvent event = kernel_.arbiter().NextEvent();
      if (event.vm != VmId(0)) {
        kernel_.nursery().Attend(event);
      } else {
        Require(is_out_, "VM[0] has ended");
      }
    }
    primordial().faults = 0;
  }

  void Look(arbiter::CpuArbiter& vm_arbiter, bool rested) override {
    kernel_.vm0().Look(vm_arbiter, rested);
    if (is_leaving_) {
      return;
    }
    const Nanoseconds now = vm_arbiter.Now();
    const bool waits = primordial().lifecycle.Is(arbiter::LifecycleState::kWaiting);
    if (waits && kernel_.vm0().vm().waits_for_input()) {
      ++looks_at_prompt_;
      is_leaving_ = rested || looks_at_prompt_ > kLooksAtPrompt;
    } else {
      ++looks_elsewhere_;
      if (now >= last_look_ + kUntilKey) {
        console().Type("q");
      }
      is_leaving_ = looks_elsewhere_ > kLooksElsewhere;
    }
    last_look_ = now;
    if (is_leaving_) {
      static_cast<void>(vm_arbiter.Wake(VmId(0), forthvm::WakeCause::kEvent));
    }
  }

  arbiter::WindowEnd Run(const arbiter::WindowGrant& grant) override {
    if (std::exchange(is_leaving_, false)) {
      is_out_ = true;
      return {.outcome = arbiter::WindowOutcome::kFaulted, .wait = {}, .spent = Reductions(0)};
    }
    return kernel_.vm0().runner().Run(grant);
  }

  SimulatedHardware hardware_;
  SimulatedKernel kernel_{hardware_, *this};
  bool is_leaving_ = false;
  bool is_out_ = false;  ///< Of the arbiter.
  int looks_at_prompt_ = 0;
  int looks_elsewhere_ = 0;
  Nanoseconds last_look_{0};
};

/// The same for a session of a document. Each line is typed to another kernel, behind those before
/// it: a kernel's memory is not copied by fork(), and there is one kernel at a time.
class ReplayedPrompt final : public forthvm::Prompt {
 public:
  std::string Type(std::string_view line) override {
    std::string shown = Shown(line);
    lines_.emplace_back(line);
    return shown;
  }
  bool WouldShow(std::string_view line, std::string_view expected) override {
    return forthvm::PartThatStandsFor(expected, Shown(line)).has_value();
  }

 private:
  [[nodiscard]] std::string Shown(std::string_view line) const {
    KernelPrompt prompt;
    for (const std::string& before : lines_) {
      prompt.Type(before);
    }
    return prompt.Type(line);
  }

  std::vector<std::string> lines_;
};

}  // namespace starkernel::kernel::simulation
