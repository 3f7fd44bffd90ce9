#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "src/arbiter/budget_group.h"
#include "src/arbiter/priority_class.h"
#include "src/arbiter/ready_queues.h"
#include "src/arbiter/vm_control_block.h"
#include "src/arbiter/vm_table.h"
#include "src/base/quantities.h"

namespace starkernel::arbiter {

/// Ready queues with what they stand on, and VM instances that are nothing but places.
class ReadyWorld {
 public:
  ReadyWorld(const ShareRules& rules, std::size_t places, std::size_t groups = 4)
      : blocks_(places), groups_(groups), queues_(vms_, groups_, rules) {}

  [[nodiscard]] ReadyQueues& queues() [[clang::lifetimebound]] { return queues_; }
  [[nodiscard]] BudgetGroupId GroupOf(std::uint32_t place) const { return blocks_[place].group; }

  /// Makes a VM instance runnable.
  void Add(std::uint32_t place, PriorityClass priority, BudgetGroupId group) {
    blocks_[place].priority = priority;
    blocks_[place].group = group;
    PutBack(place);
  }
  /// Takes it back, unasked.
  void Take(std::uint32_t place) {
    queues_.Remove(place);
    --CountFor(place);
  }

  /// One window, of which `spent` is used; nobody is runnable again by itself.
  std::uint32_t TakeWindow(std::uint64_t spent) {
    const std::uint32_t place = queues_.Pick();
    if (place != kNoPlace) {
      --CountFor(place);
      queues_.Charge(place, Reductions(spent));
    }
    return place;
  }
  /// The same, and who ran wants to again.
  std::uint32_t RunWindow(std::uint64_t spent) {
    const std::uint32_t place = TakeWindow(spent);
    if (place != kNoPlace) {
      PutBack(place);
    }
    return place;
  }
  std::vector<std::uint32_t> RunWindows(std::uint64_t count, std::uint64_t spent) {
    std::vector<std::uint32_t> ran;
    for (std::uint64_t window = 0; window < count; ++window) {
      ran.push_back(RunWindow(spent));
    }
    return ran;
  }

  /// How many of a class and group are runnable.
  [[nodiscard]] std::uint64_t CountOf(std::size_t of_class, BudgetGroupId group) {
    return counts_[{of_class, group.value()}];
  }

 private:
  void PutBack(std::uint32_t place) {
    queues_.Add(place);
    ++CountFor(place);
  }
  std::uint64_t& CountFor(std::uint32_t place) [[clang::lifetimebound]] {
    return counts_[{static_cast<std::size_t>(blocks_[place].priority),
                    blocks_[place].group.value()}];
  }

  std::vector<VmControlBlock> blocks_;
  std::vector<BudgetGroup> groups_;
  VmTable vms_{blocks_};
  ReadyQueues queues_;
  std::map<std::pair<std::size_t, std::uint32_t>, std::uint64_t> counts_;
};

}  // namespace starkernel::arbiter
