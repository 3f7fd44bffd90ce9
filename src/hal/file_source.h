#pragma once

#include <span>
#include <string_view>

#include "src/base/result.h"

namespace starkernel::hal {

/// Where the files come from that a program names at run time.
class FileSource {
 public:
  /// The contents of the file called `name`, valid as long as the machine runs.
  /// Error::kNotFound if there is none of that name, Error::kInvalidArgument if it is no regular
  /// file, Error::kCapacity if it is too large, Error::kDeviceFailure if it cannot be read.
  [[nodiscard]] virtual Result<std::span<const char>> Open(std::string_view name)
      [[clang::lifetimebound]] = 0;

 protected:
  ~FileSource() = default;
};

}  // namespace starkernel::hal
