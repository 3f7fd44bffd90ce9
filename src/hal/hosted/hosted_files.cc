#include "src/hal/hosted/hosted_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/base/result.h"

namespace starkernel::hal {
namespace {

/// Closes a file descriptor when it dies.
class OpenFile {
 public:
  explicit OpenFile(const std::string& name)
      : file_(open(name.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (file_ >= 0) {
      close(file_);
    }
  }
  [[nodiscard]] int get() const { return file_; }

 private:
  int file_;
};

Result<std::vector<char>> ReadAll(int file, std::size_t limit) {
  std::vector<char> contents;
  std::array<char, 16384> piece{};
  while (true) {
    const ssize_t count = read(file, piece.data(), piece.size());
    if (count < 0 && errno == EINTR) {
      continue;
    }
    if (count < 0) {
      return Error::kDeviceFailure;
    }
    if (count == 0) {
      return contents;
    }
    contents.append_range(std::span(piece).first(static_cast<std::size_t>(count)));
    if (contents.size() > limit) {
      return Error::kCapacity;
    }
  }
}

}  // namespace

Result<std::span<const char>> HostedFiles::Open(std::string_view name) {
  if (name.empty() || name.contains('\0')) {
    return Error::kInvalidArgument;
  }
  const OpenFile file{std::string(name)};
  if (file.get() < 0) {
    return errno == ENOENT || errno == ENOTDIR ? Error::kNotFound : Error::kDeviceFailure;
  }
  struct stat status{};
  if (fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
    return Error::kInvalidArgument;
  }
  if (std::cmp_greater(status.st_size, kLargestFile.value())) {
    return Error::kCapacity;
  }
  // The file may grow while it is read, hence a limit that does not depend on its size.
  Contents contents = TRY(ReadAll(file.get(), kLargestFile.value()));
  const auto known = latest_.find(name);
  if (known != latest_.end() && *known->second == contents) {
    return std::span(*known->second);
  }
  kept_.push_back(std::make_unique<const Contents>(std::move(contents)));
  latest_[std::string(name)] = kept_.back().get();
  return std::span(*kept_.back());
}

}  // namespace starkernel::hal
