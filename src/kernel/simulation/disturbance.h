#pragma once

#include <cstdint>
#include <random>
#include <string_view>

#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/kernel/simulation/family.h"
#include "src/kernel/simulation/interrupt_storm.h"
#include "src/kernel/simulation/simulated_hardware.h"
#include "src/kernel/simulation/simulated_kernel.h"

namespace starkernel::kernel::simulation {

/// What users, devices and other VM instances could do to a kernel between two windows, by chance.
class Disturbance {
 public:
  struct World {
    SimulatedHardware& hardware;
    SimulatedKernel& kernel;
    Family& family;
  };

  /// The world outlives this.
  Disturbance(const World& world, std::uint64_t seed);
  Disturbance(const Disturbance&) = delete;
  Disturbance& operator=(const Disturbance&) = delete;
  ~Disturbance() = default;

  [[nodiscard]] std::uint64_t killed() const { return killed_; }
  [[nodiscard]] std::uint64_t starved() const { return starved_; }

  [[nodiscard]] const InterruptStorm& storm() const [[clang::lifetimebound]] { return storm_; }

  /// Whatever happens before the next window.
  void Happen();
  /// What happens where nobody goes on by itself.
  void EndRest();
  void Type(std::string_view text);
  /// Plants one more, if there are few.
  void PlantByChance();
  /// A family and lines for a quiet run.
  void PlantFew();
  /// More edges than may come unacknowledged, and a level that goes up.
  void StormBriefly();
  [[nodiscard]] Reductions Quantum() { return Reductions(1 + Below(longest_quantum_)); }

 private:
  [[nodiscard]] std::uint64_t Below(std::uint64_t limit) { return random_() % limit; }
  [[nodiscard]] bool OneIn(std::uint64_t limit) { return Below(limit) == 0; }
  [[nodiscard]] VmId AnyMember() { return world_.family.Member(Below(world_.family.size())); }
  void DisturbTime();
  void DisturbMemory();
  void DisturbDevices();
  void NotifyAll();
  void ChangePriority();

  World world_;
  InterruptStorm storm_;
  std::mt19937_64 random_;
  std::uint64_t longest_quantum_;
  std::uint64_t kill_rate_;
  std::uint64_t killed_ = 0;
  std::uint64_t starved_ = 0;
};

}  // namespace starkernel::kernel::simulation
