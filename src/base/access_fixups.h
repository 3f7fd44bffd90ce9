#pragma once

#include <optional>

#include "src/base/addresses.h"

namespace starkernel {

/// Where to go on when the access of guarded_access_unsafe.h at `instruction` has been refused;
/// nothing if no such access is there. For the handler of a fault: takes neither lock nor memory.
[[nodiscard]] std::optional<VirtAddr> FixupOfAccess(VirtAddr instruction);

}  // namespace starkernel
