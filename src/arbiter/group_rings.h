#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/arbiter/budget_group.h"
#include "src/arbiter/priority_class.h"

namespace starkernel::arbiter {

/// Rings of groups, one for each class; a ring is known by whose turn is next.
class GroupRings {
 public:
  /// Classes that have a group, a bit each.
  [[nodiscard]] std::uint8_t classes() const { return classes_; }
  [[nodiscard]] std::uint32_t first(std::size_t of_class) const { return first_.at(of_class); }

  /// Its turn comes after that of all others.
  void PushBack(std::span<BudgetGroup> groups, std::size_t of_class, std::uint32_t group) {
    groups[group].next.at(of_class) = group;
    groups[group].previous.at(of_class) = group;
    Join(groups, of_class, group);
  }

  void Remove(std::span<BudgetGroup> groups, std::size_t of_class, std::uint32_t group) {
    const std::uint32_t next = groups[group].next.at(of_class);
    const std::uint32_t previous = groups[group].previous.at(of_class);
    groups[previous].next.at(of_class) = next;
    groups[next].previous.at(of_class) = previous;
    if (first_.at(of_class) == group) {
      first_.at(of_class) = next;
    }
    if (next == group) {
      classes_ = static_cast<std::uint8_t>(classes_ & ~(1U << of_class));
    }
  }

  /// The turn of the first is over.
  void Turn(std::span<BudgetGroup> groups, std::size_t of_class) {
    first_.at(of_class) = groups[first_.at(of_class)].next.at(of_class);
  }

  /// Takes all of another's groups in, in their order, behind the own ones.
  void TakeAll(std::span<BudgetGroup> groups, GroupRings& other) {
    for (std::size_t of_class = 0; of_class < kPriorityClasses; ++of_class) {
      if ((other.classes_ & (1U << of_class)) != 0) {
        Join(groups, of_class, other.first_.at(of_class));
      }
    }
    other.classes_ = 0;
  }

 private:
  /// Puts a ring that begins with `group` in front of the first's turn, that is last.
  void Join(std::span<BudgetGroup> groups, std::size_t of_class, std::uint32_t group) {
    if ((classes_ & (1U << of_class)) == 0) {
      classes_ = static_cast<std::uint8_t>(classes_ | (1U << of_class));
      first_.at(of_class) = group;
      return;
    }
    const std::uint32_t first = first_.at(of_class);
    const std::uint32_t last = groups[first].previous.at(of_class);
    const std::uint32_t other_last = groups[group].previous.at(of_class);
    groups[last].next.at(of_class) = group;
    groups[group].previous.at(of_class) = last;
    groups[other_last].next.at(of_class) = first;
    groups[first].previous.at(of_class) = other_last;
  }

  std::array<std::uint32_t, kPriorityClasses> first_{};
  std::uint8_t classes_ = 0;
};

}  // namespace starkernel::arbiter
