#pragma once

#include "src/forthvm/memory_refusal.h"
#include "src/vmm/envelope_record.h"

namespace starkernel::kernel {

/// Why an envelope refused a page, as its VM instance reports it.
[[nodiscard]] constexpr forthvm::MemoryRefusal MemoryRefusalOf(vmm::PageRefusal refusal) {
  switch (refusal) {
    case vmm::PageRefusal::kNoFrame: return forthvm::MemoryRefusal::kNoFrame;
    case vmm::PageRefusal::kLimit: return forthvm::MemoryRefusal::kLimit;
    case vmm::PageRefusal::kReadOnly: return forthvm::MemoryRefusal::kReadOnly;
    case vmm::PageRefusal::kNoWindow: return forthvm::MemoryRefusal::kNoWindow;
  }
  return forthvm::MemoryRefusal::kNoFrame;
}

}  // namespace starkernel::kernel
