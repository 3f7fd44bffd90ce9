#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>

#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/runnable.h"
#include "src/base/fnv1a.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/kernel/simulation/invariants.h"
#include "src/kernel/simulation/simulated_hardware.h"
#include "src/kernel/simulation/simulated_kernel.h"

namespace starkernel::kernel::simulation {

/// What a run comes to. Two runs of one seed come to the same.
struct SimulationOutcome {
  std::string failure;  ///< What went wrong, and in which step; nothing if nothing did.
  std::uint64_t steps = 0;
  std::uint64_t hash = 0;  ///< Of every window and all that was written.
  std::uint64_t spawned = 0;
  std::uint64_t killed = 0;
  std::uint64_t faults = 0;
  std::uint64_t sent = 0;     ///< Messages and answers that arrived.
  std::uint64_t starved = 0;  ///< Times that the kernel was left without memory.
  std::uint64_t longest_wait = 0;
};

/// One run of the whole kernel: VM instances with programs by chance, and a scheduler of events by
/// the same seed that does to them, between any two windows, what users, devices and other VM
/// instances could. Virtual time: a run takes as long as it takes, and says the same each time.
class Simulation final : public arbiter::Lookout {
 public:
  /// `steps` windows full of events; then everybody is let alone, and has to come to rest.
  Simulation(std::uint64_t seed, std::uint64_t steps);
  Simulation(const Simulation&) = delete;
  Simulation& operator=(const Simulation&) = delete;
  ~Simulation() = default;

  /// Runs it, once.
  [[nodiscard]] SimulationOutcome Run();

  /// Lets VM[0] look, and goes on where nothing does by itself.
  void Look(arbiter::CpuArbiter& vm_arbiter, bool rested) override;

  /// Seed and step of the run that goes on, for the report of a panic.
  struct Position {
    std::uint64_t seed = 0;
    std::uint64_t step = 0;
  };
  [[nodiscard]] static Position& CurrentPosition();

 private:
  enum class Phase : std::uint8_t { kBegin, kStorm, kCalm, kBurial, kEnd };

  /// A VM instance with the simulation between it and the arbiter.
  class Watched final : public arbiter::Runnable {
   public:
    Watched(Simulation& simulation, VmId vm, arbiter::Runnable& runnable)
        : simulation_(simulation), vm_(vm), runnable_(&runnable) {}
    arbiter::WindowEnd Run(const arbiter::WindowGrant& grant) override {
      return simulation_.RunWindow(vm_, *runnable_, grant);
    }
    /// It runs something else from now on.
    void Watch(arbiter::Runnable& runnable) { runnable_ = &runnable; }

   private:
    Simulation& simulation_;
    VmId vm_;
    arbiter::Runnable* runnable_;
  };

  /// Panics before Run.
  [[nodiscard]] SimulatedKernel& kernel() [[clang::lifetimebound]];
  arbiter::WindowEnd RunWindow(VmId vm, arbiter::Runnable& runnable,
                               const arbiter::WindowGrant& grant);
  [[nodiscard]] Reductions QuantumOf(VmId vm);
  [[nodiscard]] std::uint64_t SentBy(VmId vm);
  void RunToTheEnd();

  [[nodiscard]] std::uint64_t Below(std::uint64_t limit) { return random_() % limit; }
  [[nodiscard]] bool OneIn(std::uint64_t limit) { return Below(limit) == 0; }
  void Fail(std::string_view what);

  // What happens to the kernel.
  void Disturb();
  void DisturbTime();
  void DisturbMemory();
  void KillOne();
  void WakeOne();
  void NotifyAll();
  void ChangePriority();
  void Type(std::string_view text);
  void Plant(std::string_view program);
  void PlantByChance();
  void Adopt();
  void Endow(VmId vm);
  [[nodiscard]] VmId AnyChild();
  void KillAllChildren();

  // What is done when nothing goes on by itself.
  void BeIdle();
  void BeginStorm();
  void BeginCalm();
  void EndChildren();
  void EndAll();
  void CheckAccounts();

  std::mt19937_64 random_;
  std::uint64_t steps_;
  SimulationOutcome outcome_;
  Phase phase_ = Phase::kBegin;
  std::uint64_t longest_quantum_;
  std::uint64_t kill_rate_;
  std::uint64_t calm_since_ = 0;
  std::size_t text_looked_at_ = 0;
  PageCount free_at_rest_;
  ByteCount heap_at_rest_;
  ByteCount arrays_at_rest_;  ///< VM[0]'s, which it keeps when they have grown.
  std::size_t capabilities_at_rest_ = 0;
  Fnv1a hash_;
  Invariants invariants_;
  SimulatedHardware hardware_;
  std::map<VmId, Watched> watched_;
  std::optional<SimulatedKernel> kernel_;
};

}  // namespace starkernel::kernel::simulation
