#pragma once

namespace starkernel::arbiter {

/// What is left to be done for nobody in particular, in steps that nobody has to wait for long.
class Chores {
 public:
  /// Does one step, which takes a bounded time; whether there is more.
  [[nodiscard]] virtual bool Step() = 0;

 protected:
  ~Chores() = default;
};

}  // namespace starkernel::arbiter
