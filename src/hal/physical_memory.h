#pragma once

#include <cstddef>
#include <span>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"

namespace starkernel::hal {

/// The kernel's window onto physical RAM.
class PhysicalMemory {
 public:
  /// The bytes at [base, base + size). Error::kOutOfRange if any of them is not RAM that the
  /// window covers. The view is valid as long as the machine runs; who may write to it is
  /// decided by who owns the frames.
  [[nodiscard]] virtual Result<std::span<std::byte>> View(PhysAddr base, ByteCount size)
      [[clang::lifetimebound]] = 0;

 protected:
  ~PhysicalMemory() = default;
};

}  // namespace starkernel::hal
