#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "src/forthvm/envelope_layout.h"

namespace starkernel::forthvm {

/// Which block a buffer in the envelope holds.
struct BlockBuffer {
  std::uint64_t block = 0;     ///< 0: none. Block 0 is never in a buffer.
  std::uint64_t last_use = 0;  ///< The greater, the later.
  bool is_updated = false;     ///< It is to be written before another takes its place.
};

/// All block buffers of a VM instance.
struct BlockBuffers {
  std::array<BlockBuffer, layout::kBlockBufferCount> buffers{};
  std::uint64_t uses = 0;
  std::size_t current = layout::kBlockBufferCount;  ///< What UPDATE marks; beyond the last: none.
};

}  // namespace starkernel::forthvm
