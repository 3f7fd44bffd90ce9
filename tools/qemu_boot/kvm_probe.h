#pragma once

#include <expected>
#include <string>

namespace starkernel::tools {

/// Whether this machine lets us make a KVM virtual machine at all; costs microseconds. The error
/// says why not. That KVM also runs the firmware only a trial can tell.
[[nodiscard]] std::expected<void, std::string> ProbeKvm();

}  // namespace starkernel::tools
