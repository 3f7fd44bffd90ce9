#pragma once

#include <string>

#include "src/kernel/simulation/simulated_kernel.h"

namespace starkernel::kernel::simulation {

/// What has to hold of the model device's interrupt lines at every transition: whoever has a line
/// lives and may have it, nobody's line is masked, and a line is masked just if as many interrupts
/// are unacknowledged as may be. Returns what is wrong, or nothing.
[[nodiscard]] std::string CheckLines(SimulatedKernel& kernel);

}  // namespace starkernel::kernel::simulation
