#pragma once

namespace starkernel::hal {

/// Makes entry 1 of the page attribute table write combining (Intel SDM volume 3, 12.12), for pages
/// mapped with Caching::kWriteCombining; after a reset it is write-through, which nothing uses. To
/// be called on each processor before its page tables are changed, which empties the TLB.
void EnableWriteCombining();

}  // namespace starkernel::hal
