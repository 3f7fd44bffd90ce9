#pragma once

#include <cstdint>

namespace starkernel::forthvm {

/// Why an access to valid memory was refused.
enum class MemoryRefusal : std::uint8_t {
  kNoFrame,   ///< The machine has no memory left for the page.
  kLimit,     ///< The VM instance holds as many pages as it may.
  kReadOnly,  ///< A store to a page that may only be read.
  kNoWindow,  ///< Nothing is mapped there.
};

}  // namespace starkernel::forthvm
