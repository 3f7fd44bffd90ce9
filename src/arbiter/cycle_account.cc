#include "src/arbiter/cycle_account.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/arbiter/vm_control_block.h"
#include "src/arbiter/vm_table.h"

namespace starkernel::arbiter {

void CycleAccount::Give(const Window& window, std::uint64_t cycles) {
  VmControlBlock& vm = vms_.At(window.place);
  if (vm.generation == window.generation) [[likely]] {
    vm.cycles += cycles;
  }
}

std::uint64_t CycleAccount::Share(std::uint64_t now) {
  if (count_ == 0) {
    return 0;
  }
  // A reduction's price in cycles, with 16 bits behind the point. All windows but the last were
  // charged less than kLookFrom, so that no product is too large; the last has what is left.
  constexpr unsigned kFraction = 16;
  constexpr std::uint64_t kMostShared = std::uint64_t{1} << 40U;
  std::uint64_t left = now - looked_;
  const std::uint64_t price = (std::min(left, kMostShared) << kFraction) / charged_;
  const std::span<const Window> windows = std::span(windows_).first(count_);
  for (const Window& window : windows.first(count_ - 1)) {
    const std::uint64_t part = (window.charged * price) >> kFraction;
    Give(window, part);
    left -= part;
  }
  Give(windows.back(), left);
  Begin(now);
  return left;
}

}  // namespace starkernel::arbiter
