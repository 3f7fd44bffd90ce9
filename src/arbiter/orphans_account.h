#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>

#include "src/base/saturating.h"

namespace starkernel::arbiter {

/// What is owed by those whose parents have ended: what they owed themselves as they ended, and the
/// time in which that was attended to. Whoever of them has a turn next answers for all of it. In
/// cycles, at most 2^32 - 1, like the debt of a VM instance.
class OrphansAccount {
 public:
  struct Debt {
    Saturating<std::uint32_t> cycles;     ///< For which turns are to pass by.
    Saturating<std::uint32_t> uncharged;  ///< Of these, no budget has been charged.
  };

  [[nodiscard]] bool empty() const { return debt_.cycles == Saturating<std::uint32_t>(); }

  /// What one owed as it ended; its budget has been charged.
  void Leave(Saturating<std::uint32_t> cycles) { debt_.cycles += cycles; }

  /// What was done for one.
  void Spend(std::uint64_t cycles) {
    const Saturating<std::uint32_t> spent(SaturatingCast<std::uint32_t>(cycles));
    debt_.cycles += spent;
    debt_.uncharged += spent;
  }

  /// Nobody wanted so much time: it pays for as much.
  void Rest(std::uint64_t cycles) {
    debt_.cycles -= Saturating<std::uint32_t>(SaturatingCast<std::uint32_t>(cycles));
    debt_.uncharged = std::min(debt_.uncharged, debt_.cycles);
  }

  /// All of it, which somebody answers for from now on.
  [[nodiscard]] Debt Take() { return std::exchange(debt_, {}); }

 private:
  Debt debt_;
};

}  // namespace starkernel::arbiter
