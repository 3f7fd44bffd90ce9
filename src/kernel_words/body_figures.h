#pragma once

#include <cstdint>

#include "src/base/quantities.h"

namespace starkernel::kernel_words {

/// What is known of what a VM instance lives in, for tables; all zeros before its start.
struct BodyFigures {
  ByteCount memory;  ///< The pages of its envelope, kernel-held arrays, files and blocks in RAM.
  ByteCount room;    ///< How much more that may be.
  std::uint64_t page_faults = 0;  ///< Pages that came because they were touched.
  std::uint64_t heat = 0;         ///< Of all its words together; 0 while its physics is off.
};

}  // namespace starkernel::kernel_words
