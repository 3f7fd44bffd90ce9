#pragma once

#include <optional>

#include "src/base/addresses.h"
#include "src/base/quantities.h"

namespace starkernel {

/// Says that code which was written while the kernel ran is executed from now on, instead of other
/// such code; it stays where it is as long as it is executed. An access of it that may be refused
/// lies directly behind a conditional jump to where it goes on then (Intel SDM volume 2: 0F 8x and
/// a distance of 32 bits).
void ExecuteWrittenCode(VirtAddr base, ByteCount size);

/// Where to go on when the access of guarded_access_unsafe.h or of written code at `instruction`
/// has been refused; nothing if no such access is there. For the handler of a fault: takes neither
/// lock nor memory.
[[nodiscard]] std::optional<VirtAddr> FixupOfAccess(VirtAddr instruction);

}  // namespace starkernel
