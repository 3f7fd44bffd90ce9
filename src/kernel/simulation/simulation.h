#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/runnable.h"
#include "src/base/fnv1a.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/kernel/simulation/accounts.h"
#include "src/kernel/simulation/disturbance.h"
#include "src/kernel/simulation/family.h"
#include "src/kernel/simulation/invariants.h"
#include "src/kernel/simulation/simulated_hardware.h"
#include "src/kernel/simulation/simulated_kernel.h"
#include "src/kernel/simulation/simulation_plan.h"

namespace starkernel::kernel::simulation {

/// One run of the whole kernel: VM instances with programs by chance, and a scheduler of events by
/// the same seed that does to them, between any two windows, what users, devices and other VM
/// instances could. Virtual time: a run takes as long as it takes, and says the same each time.
[[nodiscard]] SimulationOutcome Simulate(const SimulationPlan& plan);

/// Seed and step of the run that goes on, for the report of a panic.
struct SimulationPosition {
  SimulationPlan plan;
  std::uint64_t step = 0;
};
[[nodiscard]] SimulationPosition& CurrentPosition();

/// The run itself, on hardware that outlives it.
class Simulation final : private arbiter::Lookout, private Family::Between {
 public:
  Simulation(SimulatedHardware& hardware [[clang::lifetimebound]], const SimulationPlan& plan);
  Simulation(const Simulation&) = delete;
  Simulation& operator=(const Simulation&) = delete;
  ~Simulation() = default;

  /// Runs it, once.
  [[nodiscard]] SimulationOutcome Run();

 private:
  enum class Phase : std::uint8_t { kBegin, kStorm, kCalm, kBurial, kEnd };

  /// Lets VM[0] look, and goes on where nothing does by itself.
  void Look(arbiter::CpuArbiter& vm_arbiter, bool rested) override;
  arbiter::WindowEnd RunWindow(VmId vm, arbiter::Runnable& runnable,
                               const arbiter::WindowGrant& grant) override;
  void RunToTheEnd();
  void CheckTransition(VmId vm);
  void Disturb(VmId running);
  void DisturbAsPlanned(VmId running);
  void StarveAsPlanned();
  [[nodiscard]] Reductions QuantumOf(VmId vm);
  [[nodiscard]] std::uint64_t SentBy(VmId vm);
  void Fail(std::string_view what);

  // What is done when nothing goes on by itself.
  void BeIdle();
  void BeginStorm();
  void BeginCalm();
  void EndChildren();
  void EndAll();

  SimulatedHardware& hardware_;
  SimulationPlan plan_;
  SimulationOutcome outcome_;
  Phase phase_ = Phase::kBegin;
  std::uint64_t storm_since_ = 0;
  std::uint64_t calm_since_ = 0;
  std::uint64_t windows_without_frames_ = 0;
  std::size_t text_looked_at_ = 0;
  PageCount free_before_storm_;
  Fnv1a hash_;
  Accounts accounts_;
  Invariants invariants_;
  SimulatedKernel kernel_;
  Family family_;
  Disturbance disturbance_;
};

}  // namespace starkernel::kernel::simulation
