#pragma once

#include <cstdint>
#include <string>

#include "src/kernel/simulation/simulated_hardware.h"
#include "src/kernel/simulation/simulated_kernel.h"

namespace starkernel::kernel::simulation {

/// Interrupts of the model device, of which it is seen that as many come as may, and that each
/// becomes an event of whoever has the line.
class InterruptStorm {
 public:
  /// Both outlive this.
  InterruptStorm(SimulatedHardware& hardware [[clang::lifetimebound]],
                 SimulatedKernel& kernel [[clang::lifetimebound]])
      : hardware_(hardware), kernel_(kernel) {}
  InterruptStorm(const InterruptStorm&) = delete;
  InterruptStorm& operator=(const InterruptStorm&) = delete;
  ~InterruptStorm() = default;

  void SignalEdges(std::uint64_t count);
  void SetLevel(bool high);
  /// Has the kernel look, as it does between windows.
  void Deliver();

  /// Interrupts that became somebody's.
  [[nodiscard]] std::uint64_t delivered() const { return delivered_; }
  /// What went wrong, if something did.
  [[nodiscard]] const std::string& failure() const [[clang::lifetimebound]] { return failure_; }

 private:
  SimulatedHardware& hardware_;
  SimulatedKernel& kernel_;
  std::uint64_t delivered_ = 0;
  std::string failure_;
};

}  // namespace starkernel::kernel::simulation
