#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "src/arbiter/priority_class.h"
#include "src/arbiter/runnable.h"
#include "src/arbiter/vm_control_block.h"
#include "src/base/ids.h"
#include "src/base/result.h"

namespace starkernel::arbiter {

/// A VM instance that is to be made known.
struct NewVm {
  Runnable& runnable;
  VmId parent = kNoVm;
  VmId supervisor = kNoVm;
  PriorityClass priority = PriorityClass::kNormal;
  BudgetGroupId group{0};
};

/// All VM instances of the machine, in storage of somebody else's: nothing is allocated, and
/// nothing but Next looks at more than three places. One caller at a time.
class VmTable {
 public:
  /// Places whose taken ones are counted together.
  static constexpr std::uint64_t kMany = 4096;

  /// Room for as many VM instances as there are control blocks, which must be fresh and outlive the
  /// table; those beyond 2^32 - 1 are not used. Storage that is not used yet is not touched.
  explicit VmTable(std::span<VmControlBlock> storage) : places_(storage) {}
  VmTable(const VmTable&) = delete;
  VmTable& operator=(const VmTable&) = delete;
  ~VmTable() = default;

  /// Gives a VM instance, an embryo, an id that none ever had. The first is VM[0]. What it runs
  /// must outlive it. Error::kCapacity if there is no place.
  [[nodiscard]] Result<VmId> Add(const NewVm& vm);

  /// The control block of a VM instance that was not removed; null for any other id.
  [[nodiscard]] VmControlBlock* Find(VmId id) [[clang::lifetimebound]];
  [[nodiscard]] const VmControlBlock* Find(VmId id) const [[clang::lifetimebound]];

  /// Says what a VM instance runs from its next window on, which must outlive it, instead of what
  /// was said before. Panics for one that is dead or not there.
  void SetRunnable(VmId id, Runnable& runnable);

  /// Forgets a VM instance, an embryo or dead, and its id; panics for any other.
  void Remove(VmId id);

  /// The VM instance in the next place behind that of `after`, or the first: all of them one by
  /// one, those added meanwhile or not. Looks at no more than 128 places and one of each kMany.
  [[nodiscard]] std::optional<VmId> Next(std::optional<VmId> after) const;

  [[nodiscard]] std::size_t size() const { return size_; }
  /// Whether there is no place for one more.
  [[nodiscard]] bool full() const { return free_ == kNoPlace && fresh_ >= capacity(); }
  [[nodiscard]] std::size_t capacity() const;

  // For the parts of the arbiter, which name VM instances by their places.

  [[nodiscard]] VmControlBlock& At(std::uint32_t place) [[clang::lifetimebound]] {
    return places_[place];
  }
  [[nodiscard]] VmId IdAt(std::uint32_t place) const {
    return MakeVmId(place, places_[place].generation);
  }

 private:
  [[nodiscard]] bool Holds(VmId id) const;
  /// Notes that a place was taken or given back.
  void Note(std::uint32_t place, bool is_taken);

  std::span<VmControlBlock> places_;
  std::uint32_t fresh_ = 0;        ///< Places from here on were never used.
  std::uint32_t free_ = kNoPlace;  ///< The first of those given back.
  std::size_t size_ = 0;
};

}  // namespace starkernel::arbiter
