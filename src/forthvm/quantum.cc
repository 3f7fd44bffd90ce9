#include <algorithm>
#include <cstdint>
#include <optional>

#include "src/base/quantities.h"
#include "src/forthvm/host.h"
#include "src/forthvm/kernel_door.h"
#include "src/forthvm/next_quantum.h"
#include "src/forthvm/vm_state.h"

namespace starkernel::forthvm {

void VmState::BeginQuantum(Reductions quantum) {
  constexpr std::uint64_t kMost = std::uint64_t{1} << 62U;
  fuel =
      std::min<std::int64_t>(fuel, 0) + static_cast<std::int64_t>(std::min(quantum.value(), kMost));
  granted = fuel;
}

Reductions VmState::Settle() {
  if (KernelDoor* const door = host->kernel(); door != nullptr) {
    fuel -= door->TakeOwed();
  }
  return Reductions(static_cast<std::uint64_t>(granted - fuel));
}

bool VmState::GoOnAtOnce() {
  if (lacks_code) {
    return false;  // When it gets some is counted from a quantum's beginning on.
  }
  // A debt may take several.
  while (fuel <= 0) {
    if (next_quantum == nullptr || break_requested) {
      return false;
    }
    const std::optional<Reductions> quantum = next_quantum->Next(Settle());
    if (!quantum.has_value()) {
      return false;
    }
    BeginQuantum(*quantum);
  }
  return !break_requested;
}

}  // namespace starkernel::forthvm
