#include "src/kernel/arbiter_home.h"

#include <algorithm>
#include <cstddef>

#include "src/arbiter/arbiter_time.h"
#include "src/arbiter/budget_group.h"
#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/sleep_queue.h"
#include "src/arbiter/vm_control_block.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/heap/array.h"
#include "src/heap/heap.h"

namespace starkernel::kernel {

std::size_t ArbiterHome::PlacesIn(PageCount free) {
  return std::max<std::size_t>(BytesOf(free) / kMemoryForAPlace, kFewestPlaces);
}

Result<void> ArbiterHome::SetUp(heap::Heap& heap, std::size_t places, bool virtual_time,
                                arbiter::Lookout& lookout) {
  Require(!arbiter_.has_value(), "the arbiter is set up twice");
  places_ = TRY(heap::MakeArray<arbiter::VmControlBlock>(heap, places));
  sleepers_ = TRY(heap::MakeArray<arbiter::SleepEntry>(heap, places));
  groups_ = TRY(heap::MakeArray<arbiter::BudgetGroup>(heap, kBudgetGroups));
  vms_.emplace(places_.span());
  arbiter::ArbiterTime* time = &machine_time_;
  if (virtual_time) {
    time = &reduction_time_;
  }
  arbiter_.emplace(arbiter::ArbiterParts{.vms = *vms_,
                                         .groups = groups_.span(),
                                         .sleepers = sleepers_.span(),
                                         .time = *time,
                                         .lookout = lookout},
                   arbiter::ArbiterOptions{.counts_cycles = !virtual_time});
  return {};
}

arbiter::CpuArbiter& ArbiterHome::arbiter() {
  if (!arbiter_.has_value()) {
    Panic("the arbiter is not set up");
  }
  return *arbiter_;
}

}  // namespace starkernel::kernel
