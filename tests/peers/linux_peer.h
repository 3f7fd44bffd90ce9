#pragma once

#include "tests/peers/path_times.h"

namespace starkernel::tests {

/// The same of Linux: bytes written to a pipe and read, by one process; to another process and back
/// by two pipes; a process forked, killed and waited for. Panics if the host refuses one.
[[nodiscard]] PathTimes TimeLinux();

}  // namespace starkernel::tests
