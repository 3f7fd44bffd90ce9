#pragma once

#include "src/base/result.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/capability_table.h"

namespace starkernel::kernel_words {

/// Gives a VM instance one capability of each type, for everything and with every right (but for
/// others' memory): what VM[0] is given at boot, one by one and by nothing else. Error::kCapacity
/// if there is no room.
[[nodiscard]] Result<void> GrantRootCapabilities(capabilities::CapabilityTable& table,
                                                 capabilities::HolderId holder);

}  // namespace starkernel::kernel_words
