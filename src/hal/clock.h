#pragma once

#include "src/base/quantities.h"

namespace starkernel::hal {

/// The machine's time.
class Clock {
 public:
  /// How long the machine has been up. Never goes back. To be asked at least once in four seconds,
  /// so that no counter passes its end twice in between: the kernel does so whatever it runs.
  [[nodiscard]] virtual Nanoseconds Now() = 0;

 protected:
  ~Clock() = default;
};

}  // namespace starkernel::hal
