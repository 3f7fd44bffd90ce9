#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "src/arbiter/vm_table.h"
#include "src/base/quantities.h"
#include "src/base/saturating.h"

namespace starkernel::arbiter {

/// The processor's cycles that VM instances take, by a counter that is looked at now and then:
/// a look takes as long as all the rest of a transition. What the counter counts between two looks
/// is shared out among the windows between them by what these were charged, so that together they
/// have just that.
///
/// A window that was charged kLookFrom or more is the last before a look. So what a VM instance has
/// too much or too little from one look is no more than what kMostWindows windows took that were
/// charged less than that each.
class CycleAccount {
 public:
  /// After so many windows the counter has to be looked at,
  static constexpr std::size_t kMostWindows = 32;
  /// and after each that was charged so much: beside that a look is little.
  static constexpr Reductions kLookFrom{256};

  /// The table outlives this.
  explicit CycleAccount(VmTable& vms [[clang::lifetimebound]]) : vms_(vms) {}

  /// What the counter, which is `now`, counted so far is nobody's any more.
  void Begin(std::uint64_t now) {
    looked_ = now;
    count_ = 0;
    charged_ = 0;
  }

  /// Notes a window of who is in that place of that generation, charged at least one reduction;
  /// whether the counter has to be looked at now, by Share.
  [[nodiscard]] bool Note(std::uint32_t place, std::uint32_t generation, Reductions charged) {
    windows_[count_++] = {.place = place,
                          .generation = generation,
                          .charged = SaturatingCast<std::uint32_t>(charged.value())};
    charged_ = SaturatingAdd(charged_, charged.value());
    return count_ == kMostWindows || charged >= kLookFrom;
  }

  /// Shares out what the counter, which is `now`, counted since the last look; if no window was
  /// noted, that is left for the next. Who was removed meanwhile takes its part along. Gives what
  /// the last window had of it.
  std::uint64_t Share(std::uint64_t now);

  /// The counter when it was last looked at.
  [[nodiscard]] std::uint64_t looked() const { return looked_; }

 private:
  struct Window {
    std::uint32_t place = 0;
    std::uint32_t generation = 0;
    std::uint32_t charged = 0;
  };

  void Give(const Window& window, std::uint64_t cycles);

  VmTable& vms_;
  std::uint64_t looked_ = 0;
  std::uint64_t charged_ = 0;  ///< For all windows since.
  std::size_t count_ = 0;
  std::array<Window, kMostWindows> windows_{};
};

}  // namespace starkernel::arbiter
