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
#include "src/hal/file_source.h"

namespace starkernel::hal {

/// Files of the host, found relative to the working directory and kept in memory for good. A file
/// that has not changed since it was last opened is not kept twice.
class HostedFiles final : public FileSource {
 public:
  /// The largest file that is read.
  static constexpr ByteCount kLargestFile = MiB(16);

  HostedFiles() = default;
  HostedFiles(const HostedFiles&) = delete;
  HostedFiles& operator=(const HostedFiles&) = delete;
  ~HostedFiles() = default;

  Result<std::span<const char>> Open(std::string_view name) [[clang::lifetimebound]] override;

 private:
  using Contents = std::vector<char>;

  std::vector<std::unique_ptr<const Contents>> kept_;
  std::map<std::string, const Contents*, std::less<>> latest_;
};

}  // namespace starkernel::hal
