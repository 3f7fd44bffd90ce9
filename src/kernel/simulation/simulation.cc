#include "src/kernel/simulation/simulation.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/lifecycle.h"
#include "src/arbiter/runnable.h"
#include "src/base/ids.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/ipc/endpoint_figures.h"
#include "src/ipc/message_exchange.h"
#include "src/kernel/simulation/programs.h"
#include "src/kernel/simulation/simulated_hardware.h"
#include "src/kernel/simulation/simulation_plan.h"
#include "src/kernel_words/vm_keeper.h"

namespace starkernel::kernel::simulation {
namespace {

using arbiter::LifecycleState;

constexpr std::string_view kBreak = "\x03";
constexpr std::string_view kPutAway = "\nPUTS-AWAY\n";
/// What VM[0] says when it is back, at once, so that nobody else writes in the midst of it.
constexpr std::string_view kAsk = "\n12345679 9 * .\n";
constexpr std::string_view kBack = "111111111";
/// After so many windows without a disturbance those who still run are those who always will.
constexpr std::uint64_t kCalmWindows = 500;
/// And VM[0] has come to rest after so many.
constexpr std::uint64_t kLongestCalm = 20 * kCalmWindows;
constexpr Reductions kCalmQuantum{1000};
/// About what it takes to define the words of a program, where there is little to see.
constexpr std::uint64_t kWordsTake = 4000;
/// So many windows begin without a frame, if all that a plan leaves are used up.
constexpr std::uint64_t kWindowsWithoutFrames = 2;

}  // namespace

SimulationPosition& CurrentPosition() {
  static constinit SimulationPosition position;
  return position;
}

SimulationOutcome Simulate(const SimulationPlan& plan) {
  CurrentPosition() = {.plan = plan};
  SimulatedHardware hardware;
  const PageCount free = hardware.free_frames();
  SimulationOutcome outcome = Simulation(hardware, plan).Run();
  hardware.GiveFramesBack();
  if (outcome.failure.empty() && hardware.free_frames() != free) {
    outcome.failure = "frames are lost when the kernel has ended";
  }
  return outcome;
}

Simulation::Simulation(SimulatedHardware& hardware, const SimulationPlan& plan)
    : hardware_(hardware),
      plan_(plan),
      kernel_(hardware, *this),
      family_(kernel_, *this),
      disturbance_({.hardware = hardware, .kernel = kernel_, .family = family_}, plan.seed) {}

SimulationOutcome Simulation::Run() {
  disturbance_.Type(FirstLines());
  RunToTheEnd();
  outcome_.spawned = family_.adopted();
  outcome_.told = family_.told();
  outcome_.killed += disturbance_.killed();
  outcome_.starved += disturbance_.starved();
  outcome_.interrupts = disturbance_.storm().delivered();
  outcome_.longest_wait = invariants_.longest_wait();
  hash_.AddText(hardware_.machine().script().written());
  outcome_.hash = hash_.value();
  return outcome_;
}

/// What RunVms of kernel_main.cc does.
void Simulation::RunToTheEnd() {
  while (outcome_.failure.empty()) {
    const arbiter::ArbiterEvent event = kernel_.arbiter().NextEvent();
    hash_.AddLittleEndian(event.vm.value());
    if (event.vm == kPrimordialVm) {
      if (event.state != LifecycleState::kDead || phase_ != Phase::kEnd) {
        Fail("VM[0] has ended or faulted");
      }
      return;
    }
    outcome_.faults += event.state == LifecycleState::kDead ? 0U : 1U;
    family_.Attend(event);
  }
}

void Simulation::Fail(std::string_view what) {
  if (outcome_.failure.empty()) {
    outcome_.failure = "step " + std::to_string(outcome_.steps) + ": " + std::string(what);
  }
}

void Simulation::CheckTransition(VmId vm) {
  CurrentPosition().step = ++outcome_.steps;
  if (const std::string wrong = invariants_.Check(kernel_, outcome_.steps, vm); !wrong.empty()) {
    Fail(wrong);
  }
  outcome_.windows += invariants_.windows();
  if (!family_.failure().empty()) {
    Fail(family_.failure());
  }
  if (!disturbance_.storm().failure().empty()) {
    Fail(disturbance_.storm().failure());
  }
  const std::string& written = hardware_.machine().script().written();
  if (written.find(kWrong, text_looked_at_) != std::string::npos) {
    Fail("a VM instance was told what nobody said: " + written.substr(text_looked_at_));
  }
  text_looked_at_ = written.size();
}

arbiter::WindowEnd Simulation::RunWindow(VmId vm, arbiter::Runnable& runnable,
                                         const arbiter::WindowGrant& grant) {
  CheckTransition(vm);
  if (!outcome_.failure.empty()) {
    return {.outcome = arbiter::WindowOutcome::kFaulted};
  }
  if (phase_ == Phase::kStorm) {
    Disturb(vm);
  } else if (phase_ == Phase::kCalm && outcome_.steps > calm_since_ + kCalmWindows) {
    family_.KillAllChildren();
    if (outcome_.steps > calm_since_ + kLongestCalm) {
      Fail("VM[0] does not come to rest");
    }
  }
  if (!kernel_.nursery().Find(vm)->lifecycle.Is(LifecycleState::kRunning)) {
    return {};
  }
  const std::uint64_t sent = SentBy(vm);
  const arbiter::WindowEnd end = runnable.Run({.quantum = QuantumOf(vm), .wake = grant.wake});
  outcome_.sent += SentBy(vm) - sent;
  hash_.AddLittleEndian(vm.value());
  hash_.AddLittleEndian(end.spent.value());
  hash_.AddByte(static_cast<std::uint8_t>(end.outcome));
  family_.Adopt();
  return end;
}

Reductions Simulation::QuantumOf(VmId vm) {
  const bool defines_words = kernel_.nursery().Find(vm)->reductions.value() < kWordsTake;
  if (phase_ != Phase::kStorm || defines_words) {
    return kCalmQuantum;
  }
  return plan_.is_quiet ? Reductions(plan_.longest_quantum) : disturbance_.Quantum();
}

std::uint64_t Simulation::SentBy(VmId vm) {
  return kernel_.messages().Inspect(kernel_.nursery().IdentityOf(vm).value().endpoint).sent;
}

void Simulation::Disturb(VmId running) {
  if (outcome_.steps >= storm_since_ + plan_.steps) {
    BeginCalm();
  } else if (plan_.is_quiet) {
    DisturbAsPlanned(running);
  } else {
    disturbance_.Happen();
  }
}

void Simulation::DisturbAsPlanned(VmId running) {
  const std::uint64_t step = outcome_.steps - storm_since_;
  if (plan_.kill_at == step) {
    VmId victim = running;
    for (std::uint64_t index = step; plan_.victim == SimulationPlan::Victim::kOther &&
                                     victim == running && index < step + family_.size();
         ++index) {
      victim = family_.Member(index);
    }
    outcome_.killed += family_.Kill(victim) ? 1U : 0U;
  }
  constexpr std::uint64_t kWindowsBetweenStorms = 16;
  if (step % kWindowsBetweenStorms == 0) {
    disturbance_.StormBriefly();
  }
  StarveAsPlanned();
}

void Simulation::StarveAsPlanned() {
  const PageCount free = hardware_.free_frames();
  outcome_.frames =
      std::max(outcome_.frames, (free_before_storm_ - std::min(free, free_before_storm_)).value());
  if (!plan_.frames.has_value() || windows_without_frames_ > kWindowsWithoutFrames ||
      free > PageCount(0)) {
    return;
  }
  if (++windows_without_frames_ > kWindowsWithoutFrames) {
    ++outcome_.starved;
    hardware_.GiveFramesBack();
  }
}

void Simulation::Look(arbiter::CpuArbiter& vm_arbiter, bool rested) {
  kernel_.vm0().Look(vm_arbiter, rested);
  // Who was packed between windows is run by somebody else from now on.
  family_.Adopt();
  if (rested && vm_arbiter.sleeping() == 0 && !family_.goes_on()) {
    BeIdle();
  }
}

void Simulation::BeIdle() {
  switch (phase_) {
    case Phase::kBegin: BeginStorm(); return;
    case Phase::kStorm:
      CurrentPosition().step = ++outcome_.steps;
      if (plan_.is_quiet || outcome_.steps >= storm_since_ + plan_.steps) {
        BeginCalm();
      } else {
        disturbance_.EndRest();
      }
      return;
    case Phase::kCalm: EndChildren(); return;
    // What the dead held is given back bit by bit, before VM[0] is let go on.
    case Phase::kBurial: EndAll(); return;
    case Phase::kEnd: Panic("VM[0] does not end with its input");
  }
}

void Simulation::BeginStorm() {
  family_.Adopt();
  accounts_.Note(kernel_, hardware_);
  free_before_storm_ = hardware_.free_frames();
  storm_since_ = outcome_.steps;
  phase_ = Phase::kStorm;
  if (!plan_.is_quiet) {
    disturbance_.PlantByChance();
    disturbance_.PlantByChance();
    return;
  }
  if (plan_.failing_request.has_value()) {
    kernel_.heap().FailBehind(*plan_.failing_request);
  }
  if (plan_.frames.has_value()) {
    hardware_.TakeFramesBut(PageCount(*plan_.frames));
  }
  disturbance_.PlantFew();
}

void Simulation::BeginCalm() {
  outcome_.storm_steps = outcome_.steps - storm_since_;
  if (plan_.failing_request.has_value()) {
    outcome_.requests = *plan_.failing_request - kernel_.heap().StopFailing();
  }
  phase_ = Phase::kCalm;
  calm_since_ = outcome_.steps;
  hardware_.GiveFramesBack();
  disturbance_.Type(kBreak);
  disturbance_.Type(kPutAway);
  disturbance_.Type(kAsk);
}

void Simulation::EndChildren() {
  if (hardware_.machine().script().written().find(kBack) == std::string::npos) {
    Fail("VM[0] is not back at its prompt");
  }
  family_.KillAllChildren();
  phase_ = Phase::kBurial;
}

void Simulation::EndAll() {
  outcome_.budgets = static_cast<std::uint64_t>(
      std::ranges::count_if(kernel_.groups(), &arbiter::BudgetGroup::in_use));
  if (const std::string wrong = accounts_.Compare(kernel_, hardware_); !wrong.empty()) {
    Fail(wrong);
  }
  phase_ = Phase::kEnd;
  hardware_.machine().script().Close();
  kernel_.vm0().Look(kernel_.arbiter(), true);
}

}  // namespace starkernel::kernel::simulation
