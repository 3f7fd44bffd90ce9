#pragma once

#include "src/base/ids.h"

namespace starkernel::arbiter {

/// What is left to be done between windows, in steps that nobody has to wait for long.
class Chores {
 public:
  /// Whose time the next step takes; kNoVm if nobody in particular made it necessary. If that one
  /// has ended, those whose parents have answer for it.
  [[nodiscard]] virtual VmId Payer() const = 0;

  /// Does one step, which takes a bounded time; whether there is more.
  [[nodiscard]] virtual bool Step() = 0;

 protected:
  ~Chores() = default;
};

}  // namespace starkernel::arbiter
