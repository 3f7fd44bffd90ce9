#pragma once

#include <cstdint>
#include <string>

#include "src/base/addresses.h"
#include "src/base/ids.h"
#include "src/kernel/simulation/simulated_kernel.h"
#include "src/regions/vm_windows.h"
#include "src/regions/window.h"

namespace starkernel::kernel::simulation {

/// What has to hold of memory that VM instances share, at every transition: where no window is
/// nothing is mapped; a window shows the very pages of its region, as it may; and it is there by a
/// capability that works.
class RegionInvariants {
 public:
  /// Returns what is wrong, or nothing.
  [[nodiscard]] std::string Check(SimulatedKernel& kernel);

  /// Windows that the last check has looked at.
  [[nodiscard]] std::uint64_t windows() const { return windows_; }

 private:
  [[nodiscard]] std::string CheckVm(SimulatedKernel& kernel, VmId vm,
                                    const regions::VmWindows& windows);

  std::uint64_t windows_ = 0;
};

}  // namespace starkernel::kernel::simulation
