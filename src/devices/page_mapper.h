#pragma once

#include "src/base/addresses.h"
#include "src/base/result.h"

namespace starkernel::devices {

/// Lets the kernel reach pages of registers in memory, where the machine needs that.
class PageMapper {
 public:
  /// Maps a page that is neither RAM nor mapped, at `place`, for reading and writing, uncached.
  /// Error::kAlreadyExists if the kernel has mapped something there, Error::kOutOfMemory.
  [[nodiscard]] virtual Result<void> Map(VirtAddr place, PhysAddr page) = 0;

  /// Unmaps a page that Map has mapped.
  virtual void Unmap(VirtAddr place) = 0;

 protected:
  ~PageMapper() = default;
};

}  // namespace starkernel::devices
