#pragma once

#include <cstdint>

#include "src/base/strong_number.h"

namespace starkernel::capabilities {

/// What a VM instance calls a capability it holds: it means nothing in another's hands. Never
/// given out again for another capability. Low half: a place of the table; high half: how often
/// that was used before.
using SlotNumber = StrongNumber<struct SlotNumberTag, std::uint64_t>;

/// Who holds capabilities, as the table calls it: a VM instance from AddHolder to its end. Kernel
/// only; in the form of a SlotNumber.
using HolderId = StrongNumber<struct HolderIdTag, std::uint64_t>;

}  // namespace starkernel::capabilities
