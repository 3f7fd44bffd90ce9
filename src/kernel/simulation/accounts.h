#pragma once

#include <cstddef>
#include <string>

#include "src/base/quantities.h"
#include "src/kernel/simulation/simulated_hardware.h"
#include "src/kernel/simulation/simulated_kernel.h"

namespace starkernel::kernel::simulation {

/// What VM[0] alone takes of the kernel, before there were others and when all of them are gone.
class Accounts {
 public:
  /// Notes how it is now.
  void Note(SimulatedKernel& kernel, const SimulatedHardware& hardware);

  /// What is not as it was, to the byte; nothing if all is. Budgets are given back.
  [[nodiscard]] std::string Compare(SimulatedKernel& kernel,
                                    const SimulatedHardware& hardware) const;

 private:
  /// Frames and bytes without what VM[0]'s own memory takes, which may have grown.
  struct Memory {
    PageCount frames;
    ByteCount heap;
  };
  [[nodiscard]] static Memory Without(SimulatedKernel& kernel, const SimulatedHardware& hardware);

  Memory memory_;
  std::size_t capabilities_ = 0;
};

}  // namespace starkernel::kernel::simulation
