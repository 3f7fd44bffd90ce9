#pragma once

#include <array>
#include <cstdint>

#include "src/capabilities/capability.h"
#include "src/capabilities/rights.h"
#include "src/forthvm/log_level.h"
#include "src/kernel_words/vm_door.h"

namespace starkernel::kernel {

/// Whether one VM instance may write to the log, level by level.
class LogPermission {
 public:
  /// The door is that VM instance's, each time.
  [[nodiscard]] bool Has(kernel_words::VmDoor& door, forthvm::LogLevel level) {
    const auto number = static_cast<std::uint64_t>(level);
    return door.Allows({.type = capabilities::CapabilityType::kLog,
                        .rights = capabilities::Rights(capabilities::Right::kInvoke),
                        .range = {number, number}},
                       standings_.at(number));
  }

 private:
  std::array<kernel_words::VmDoor::Standing, forthvm::kLogLevelNames.size()> standings_{};
};

}  // namespace starkernel::kernel
