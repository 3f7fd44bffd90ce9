#pragma once

#include <cstdint>

#include "src/base/addresses.h"

namespace starkernel::hal {

/// What an access wanted to do.
enum class PageAccess : std::uint8_t { kRead, kWrite, kExecute };

/// What becomes of an access that faulted.
enum class PageFaultAnswer : std::uint8_t {
  kRetry,    ///< The page is there now.
  kRefused,  ///< It is memory that this access cannot have: whoever made it is to be told.
  kUnknown,  ///< Nobody's memory: an error of the kernel.
};

/// Is asked, in the midst of an access to a page that is not there or may only be read, to put the
/// page there. The kernel touches such pages only where it could make a call as well, never within
/// an interrupt and never while it takes or gives frames, so that a resolver may do both; but it
/// runs with interrupts off, maybe on another stack, and must not fault itself.
class PageFaultResolver {
 public:
  [[nodiscard]] virtual PageFaultAnswer Resolve(VirtAddr address, PageAccess access) = 0;

 protected:
  ~PageFaultResolver() = default;
};

}  // namespace starkernel::hal
