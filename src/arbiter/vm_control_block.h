#pragma once

#include <cstddef>
#include <cstdint>

#include "src/arbiter/lifecycle.h"
#include "src/arbiter/priority_class.h"
#include "src/arbiter/runnable.h"
#include "src/base/cache_line.h"
#include "src/base/fixed_string.h"
#include "src/base/ids.h"
#include "src/base/saturating.h"
#include "src/base/strong_number.h"
#include "src/forthvm/wait.h"

namespace starkernel::arbiter {

/// No place of a table.
inline constexpr std::uint32_t kNoPlace = ~std::uint32_t{0};

/// Names a budget that VM instances share; 0 is what is left to all others.
using BudgetGroupId = StrongNumber<struct BudgetGroupIdTag, std::uint32_t>;

/// All that the arbiter keeps of a VM instance, 128 bytes. The first 64 are what a transition
/// touches. Changed by the arbiter and its parts alone; others read.
struct alignas(kCacheLineSize) VmControlBlock {
  static constexpr std::size_t kLongestName = 16;

  Runnable* runnable = nullptr;   ///< Null if the place is free.
  std::uint32_t generation = 0;   ///< How often the place was used before.
  std::uint32_t next = kNoPlace;  ///< In the queue that it is in; in a free place: the next one.
  std::uint32_t previous = kNoPlace;
  std::uint32_t sleep_place = kNoPlace;  ///< In the queue of those that wait for a time.
  std::uint32_t quantum = 0;             ///< Reductions of one window.
  BudgetGroupId group;
  Lifecycle lifecycle;
  forthvm::WaitReason wait_reason = forthvm::WaitReason::kInput;  ///< While it waits.
  forthvm::WakeCause wake = forthvm::WakeCause::kNone;            ///< What its next window is told.
  PriorityClass priority = PriorityClass::kNormal;
  bool in_group = false;  ///< Its group counts it.
  bool owes = false;      ///< `debt` is a turn or more.
  /// Of a place that VmTable::kMany divides: how many of so many places from it on are taken.
  std::uint16_t many_taken = 0;
  Saturating<std::uint64_t> reductions;  ///< Spent in all windows.
  std::uint64_t cycles = 0;              ///< Of the processor; see CycleAccount.
  std::uint64_t windows = 0;

  VmId parent = kNoVm;       ///< Who made it.
  VmId supervisor = kNoVm;   ///< Who is told of its end and its faults.
  std::uint64_t wakes = 0;   ///< How often a wait ended.
  std::uint32_t faults = 0;  ///< How often it could not go on by itself.
  /// Cycles that its windows took beyond its turns, for which turns have yet to pass it by.
  Saturating<std::uint32_t> debt;
  /// Of a place that 64 divides: which of it and those behind it are taken, a bit each.
  std::uint64_t taken = 0;
  FixedString<kLongestName> name;  ///< What tables call it.
};

static_assert(sizeof(VmControlBlock) == 128);

}  // namespace starkernel::arbiter
