#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "src/arbiter/priority_class.h"
#include "src/arbiter/vm_control_block.h"
#include "src/base/ids.h"
#include "src/kernel/simulation/region_invariants.h"
#include "src/kernel/simulation/simulated_kernel.h"

namespace starkernel::kernel::simulation {

/// What has to hold at every transition between VM instances, whatever happened before. Each check
/// returns what is wrong, or nothing.
class Invariants {
 public:
  /// Looks at the whole kernel in window number `window`, in which `running` runs.
  [[nodiscard]] std::string Check(SimulatedKernel& kernel, std::uint64_t window, VmId running);

  [[nodiscard]] std::uint64_t longest_wait() const { return longest_wait_; }
  /// Windows of memory that the last check has looked at.
  [[nodiscard]] std::uint64_t windows() const { return regions_.windows(); }

 private:
  static constexpr std::size_t kPlaces = SimulatedKernel::kVms;
  static constexpr std::size_t kGroups = SimulatedKernel::kGroups;
  /// A runnable VM instance that has budget, since when, and how many of its class and group were
  /// runnable meanwhile, and in how many groups.
  struct Wait {
    VmId vm = kNoVm;
    std::uint64_t since = 0;
    arbiter::PriorityClass priority = arbiter::PriorityClass::kNormal;
    arbiter::BudgetGroupId group;
    std::uint64_t rivals = 0;
    std::uint64_t groups = 0;
  };
  struct Counts {
    std::size_t alive = 0;
    std::size_t asleep = 0;
    std::size_t runnable = 0;
    std::size_t messages = 0;
    std::size_t dying = 0;  ///< Dead, and not buried yet.
    std::array<std::uint32_t, kGroups> members{};
    /// Those that are runnable or run.
    std::array<std::array<std::uint64_t, kGroups>, arbiter::kPriorityClasses> ready{};
  };

  [[nodiscard]] std::string CheckVm(SimulatedKernel& kernel, VmId vm, Counts& counts);
  [[nodiscard]] std::string CheckSums(SimulatedKernel& kernel, const Counts& counts);
  [[nodiscard]] static std::string CheckBudgets(SimulatedKernel& kernel, const Counts& counts);
  [[nodiscard]] std::string CheckWaits(SimulatedKernel& kernel, std::uint64_t window, VmId running,
                                       const Counts& counts);

  RegionInvariants regions_;
  std::array<Wait, kPlaces> waits_{};
  std::uint64_t longest_wait_ = 0;
};

}  // namespace starkernel::kernel::simulation
