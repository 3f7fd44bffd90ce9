#pragma once

#include "src/base/addresses.h"
#include "src/base/text_writer.h"
#include "src/hal/x86_64/boot_tables.h"

namespace starkernel::hal {

/// Whether the kernel can run on this processor, as firmware has set it up; if not, why not.
/// Needs no-execute pages and 4-level paging.
struct ProcessorSuitability {
  bool no_execute = false;
  bool four_level_paging = false;
};
[[nodiscard]] ProcessorSuitability CheckProcessor();

/// No physical address reaches this one (Intel SDM volume 3, 4.1.4).
[[nodiscard]] PhysAddr PhysicalAddressEnd();

/// The largest pages that the processor has.
[[nodiscard]] BootPageSize LargestBootPage();

/// Turns on no-execute pages, write protection for the kernel itself and, where there are such,
/// global pages, supervisor-mode execution and access prevention and user-mode instruction
/// prevention (Intel SDM volume 3, 2.5 and 4.1).
void EnableProtections();

/// Writes vendor, brand and the features that matter to the kernel, without a line end.
void WriteProcessorDescription(TextWriter& writer);

}  // namespace starkernel::hal
