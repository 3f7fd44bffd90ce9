#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "src/arbiter/vm_control_block.h"
#include "src/arbiter/vm_table.h"
#include "src/base/quantities.h"

namespace starkernel::arbiter {

/// One that waits for a time: a record of the storage of SleepQueue.
struct SleepEntry {
  Nanoseconds time;
  std::uint64_t order = 0;  ///< Counts those that went to sleep.
  std::uint32_t place = kNoPlace;

  /// Who wakes first.
  friend constexpr auto operator<=>(const SleepEntry&, const SleepEntry&) = default;
};

/// VM instances that wait for a time, alone or with something else, in the order in which they are
/// to wake: by time, and by who went to sleep first where that is the same. A heap in storage of
/// somebody else's; with n of them every operation takes at most about 2 log2(n) steps.
class SleepQueue {
 public:
  /// Room for as many as `storage` has entries. Table and storage outlive the queue.
  SleepQueue(VmTable& vms [[clang::lifetimebound]],
             std::span<SleepEntry> storage [[clang::lifetimebound]])
      : vms_(vms), entries_(storage) {}
  SleepQueue(const SleepQueue&) = delete;
  SleepQueue& operator=(const SleepQueue&) = delete;
  ~SleepQueue() = default;

  /// Lets a VM instance, which is not in the queue, wake at `time`.
  void Add(std::uint32_t place, Nanoseconds time);

  /// Takes out a VM instance if it is in the queue.
  void Remove(std::uint32_t place);

  /// When the first wakes.
  [[nodiscard]] std::optional<Nanoseconds> first_time() const {
    return size_ == 0 ? std::nullopt : std::optional(entries_[0].time);
  }

  /// Takes out the first if its time is not after `now`; kNoPlace if there is none such.
  [[nodiscard]] std::uint32_t TakeDue(Nanoseconds now);

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t capacity() const { return entries_.size(); }

 private:
  void Put(std::size_t index, const SleepEntry& entry);
  void Rise(std::size_t index, const SleepEntry& entry);
  void Sink(std::size_t index, const SleepEntry& entry);

  VmTable& vms_;
  std::span<SleepEntry> entries_;
  std::size_t size_ = 0;
  std::uint64_t order_ = 0;
};

}  // namespace starkernel::arbiter
