#pragma once

#include "tools/coverage/coverage_data.h"

namespace starkernel::tools {

/// What both machines together executed: host programs, recorded by instrumentation, and the
/// kernel in QEMU, recorded by the addresses of its instructions.
///
/// A line counts as executed if it was on either. Instrumentation also sees lines that have no
/// instructions of their own; so the lines of a function that no host program ran, but that the
/// kernel has code of, are those that the kernel has code of. A function that neither has run
/// counts, with its lines, as not executed.
[[nodiscard]] CoverageData Together(const CoverageData& host, const CoverageData& guest);

}  // namespace starkernel::tools
