#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/hal/x86_64/descriptors.h"

namespace starkernel::hal {

/// The stacks of the kernel: the one it runs on and one for each kind of interrupt that needs
/// its own. They lie in one block of pages, each above a guard page that is never mapped.
class KernelStacks {
 public:
  /// One stack: `pages` pages from `base` up; the page below `base` is its guard.
  struct Stack {
    VirtAddr base;
    PageCount pages;

    [[nodiscard]] constexpr VirtAddr top() const { return base + BytesOf(pages); }
    [[nodiscard]] constexpr bool Contains(VirtAddr address) const {
      return address >= base && address < top();
    }
    [[nodiscard]] constexpr bool GuardContains(VirtAddr address) const {
      return address < base && base - address <= kPageSize;
    }
  };

  static constexpr PageCount kMainPages{32};
  static constexpr PageCount kInterruptPages{4};
  static constexpr std::size_t kCount = 1 + kInterruptStackCount;
  static constexpr PageCount kTotalPages =
      PageCount{kCount} + kMainPages + kInterruptPages * kInterruptStackCount;

  /// No stacks: contains no address.
  constexpr KernelStacks() = default;

  /// Lays the stacks out in the kTotalPages pages from `block`, which is page-aligned.
  constexpr explicit KernelStacks(VirtAddr block) {
    VirtAddr next = block;
    for (std::size_t index = 0; index < kCount; ++index) {
      Stack& stack = stacks_.at(index);
      stack = {.base = next + kPageSize, .pages = index == 0 ? kMainPages : kInterruptPages};
      next = stack.top();
    }
  }

  [[nodiscard]] constexpr const std::array<Stack, kCount>& all() const [[clang::lifetimebound]] {
    return stacks_;
  }
  [[nodiscard]] constexpr const Stack& main() const [[clang::lifetimebound]] {
    return stacks_.front();
  }
  /// The tops of the interrupt stacks, by their numbers from 1 on.
  [[nodiscard]] constexpr std::array<VirtAddr, kInterruptStackCount> interrupt_tops() const {
    return {stacks_.at(1).top(), stacks_.at(2).top(), stacks_.at(3).top()};
  }

 private:
  std::array<Stack, kCount> stacks_{};
};

}  // namespace starkernel::hal
