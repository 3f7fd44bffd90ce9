#pragma once

#include <array>
#include <cstdint>

#include "src/arbiter/place_queue.h"
#include "src/arbiter/priority_class.h"
#include "src/arbiter/vm_control_block.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"

namespace starkernel::arbiter {

/// A budget that VM instances share, and those of them that are runnable. One record of the
/// storage of ReadyQueues, which alone knows what its parts mean.
struct BudgetGroup {
  Reductions budget;          ///< Of one period.
  VmId maker = kNoVm;         ///< Who had it made.
  std::uint32_t lender = 0;   ///< The group from which it was taken.
  std::int64_t left = 0;      ///< Of the budget; below 0 is a debt.
  std::uint64_t period = 0;   ///< For which `left` holds.
  std::uint64_t out_in = 0;   ///< The period in which it is out of its budget; 0 is none.
  std::uint32_t members = 0;  ///< VM instances.
  bool in_use = false;
  std::uint8_t ready = 0;  ///< Classes in which it has runnable VM instances, a bit each.
  std::array<PlaceQueue, kPriorityClasses> queues;
  /// Its neighbours in the ring of groups of each class.
  std::array<std::uint32_t, kPriorityClasses> next{};
  std::array<std::uint32_t, kPriorityClasses> previous{};
};

}  // namespace starkernel::arbiter
