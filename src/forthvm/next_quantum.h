#pragma once

#include <optional>

#include "src/base/quantities.h"

namespace starkernel::forthvm {

/// Gives a VM instance its next quantum where it is, so that it need not stop for it.
class NextQuantum {
 public:
  /// Asked where a quantum is spent and all that the VM instance lacks is another: `spent` is what
  /// Vm::last_spent() would be. The next quantum; none if it is to stop. It is as if it had
  /// stopped, but nobody can see it meanwhile: its state is not all there.
  [[nodiscard]] virtual std::optional<Reductions> Next(Reductions spent) = 0;

 protected:
  ~NextQuantum() = default;
};

}  // namespace starkernel::forthvm
