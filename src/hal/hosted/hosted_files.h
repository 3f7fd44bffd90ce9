#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/quantities.h"
#include "src/base/result.h"

namespace starkernel::hal {

/// Files that the user names at the start, wherever they are, read whole and kept in memory for
/// good. A file that has not changed since it was last opened is not kept twice.
class HostedFiles final {
 public:
  /// The largest file that is read.
  static constexpr ByteCount kLargestFile = MiB(16);

  HostedFiles() = default;
  HostedFiles(const HostedFiles&) = delete;
  HostedFiles& operator=(const HostedFiles&) = delete;
  ~HostedFiles() = default;

  /// The contents of the file. Error::kNotFound if there is none of that name,
  /// Error::kInvalidArgument if it is no regular file, Error::kCapacity if it is too large,
  /// Error::kDeviceFailure if it cannot be read.
  [[nodiscard]] Result<std::span<const char>> Open(std::string_view name) [[clang::lifetimebound]];

 private:
  using Contents = std::vector<char>;

  std::vector<std::unique_ptr<const Contents>> kept_;
  std::map<std::string, const Contents*, std::less<>> latest_;
};

}  // namespace starkernel::hal
