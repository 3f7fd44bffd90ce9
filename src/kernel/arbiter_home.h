#pragma once

#include <cstddef>
#include <optional>

#include "src/arbiter/budget_group.h"
#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/machine_time.h"
#include "src/arbiter/reduction_time.h"
#include "src/arbiter/sleep_queue.h"
#include "src/arbiter/vm_control_block.h"
#include "src/arbiter/vm_table.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/machine.h"
#include "src/heap/array.h"
#include "src/heap/heap.h"

namespace starkernel::kernel {

/// The arbiter of the one processor that runs VM instances, and all that it works on. Pinned: its
/// parts refer to each other.
class ArbiterHome {
 public:
  /// There is room for one VM instance in each so much free memory. A place takes 152 bytes here,
  /// and somewhat less than a KiB for what it holds and is sent (CapabilityStore, MessageHome).
  static constexpr ByteCount kMemoryForAPlace = KiB(32);
  static constexpr std::size_t kFewestPlaces = 64;
  static constexpr std::size_t kBudgetGroups = 64;

  explicit ArbiterHome(hal::Machine& machine [[clang::lifetimebound]])
      : machine_time_(machine), reduction_time_(machine) {}
  ArbiterHome(const ArbiterHome&) = delete;
  ArbiterHome& operator=(const ArbiterHome&) = delete;
  ~ArbiterHome() = default;

  /// How many VM instances there can be on a machine with so much free memory.
  [[nodiscard]] static std::size_t PlacesIn(PageCount free);

  /// Makes the arbiter, once only, for so many VM instances. In virtual time its time is what VM
  /// instances spend. Heap and lookout outlive this. Error::kOutOfMemory.
  [[nodiscard]] Result<void> SetUp(heap::Heap& heap, std::size_t places, bool virtual_time,
                                   arbiter::Lookout& lookout);

  /// Panics before SetUp.
  [[nodiscard]] arbiter::CpuArbiter& arbiter() [[clang::lifetimebound]];

 private:
  arbiter::MachineTime machine_time_;
  arbiter::ReductionTime reduction_time_;
  heap::Array<arbiter::VmControlBlock> places_;
  heap::Array<arbiter::SleepEntry> sleepers_;
  heap::Array<arbiter::BudgetGroup> groups_;
  std::optional<arbiter::VmTable> vms_;
  std::optional<arbiter::CpuArbiter> arbiter_;
};

}  // namespace starkernel::kernel
