#pragma once

#include <cstddef>
#include <span>

#include "src/base/addresses.h"
#include "src/base/result.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/physical_memory.h"

namespace starkernel::hal {

/// RAM through the window at kWindowBase.
class PhysicalWindow final : public PhysicalMemory {
 public:
  /// `ranges` are what the window shows, by rising address; they must outlive it.
  explicit PhysicalWindow(std::span<const KernelMapping> ranges) : ranges_(ranges) {}

  Result<std::span<std::byte>> View(PhysAddr base, ByteCount size)
      [[clang::lifetimebound]] override;

 private:
  std::span<const KernelMapping> ranges_;
};

}  // namespace starkernel::hal
