#pragma once

#include <span>
#include <string_view>

#include "src/base/quantities.h"
#include "src/base/result.h"

namespace starkernel::boot {

/// Reads files of the boot volume's folder `\starkernel\` into memory that is never freed.
class BootVolume {
 public:
  /// The contents of the file called `name`, printable ASCII. Error::kNotFound if there is none,
  /// Error::kCapacity if it is larger than `limit`, Error::kOutOfMemory, Error::kDeviceFailure.
  [[nodiscard]] virtual Result<std::span<const char>> Read(std::string_view name, ByteCount limit)
      [[clang::lifetimebound]] = 0;

 protected:
  ~BootVolume() = default;
};

}  // namespace starkernel::boot
