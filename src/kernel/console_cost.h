#pragma once

#include "src/forthvm/output_cost.h"

namespace starkernel::kernel {

/// What a VM instance's output costs it: a character some half a microsecond, the end of a line,
/// which has the VM instance's id in front and moves the screen, that of 16 more. A serial line and
/// a screen take one to ninety microseconds for a character, so whoever writes all the time ends
/// its windows after 157 characters or 9 short lines, and not after thousands.
inline constexpr forthvm::OutputCost kConsoleCost{.character = 64, .line = 16 * 64};

}  // namespace starkernel::kernel
