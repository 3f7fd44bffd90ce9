#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>

namespace starkernel::tools {

/// A directory of our own that is removed, with everything in it, by its owner's destructor.
class TempDirectory {
 public:
  /// Makes one in $TEST_TMPDIR, $TMPDIR or /tmp.
  [[nodiscard]] static std::expected<TempDirectory, std::string> Make(std::string_view prefix);

  TempDirectory(TempDirectory&& other) noexcept;
  TempDirectory& operator=(TempDirectory&&) = delete;
  TempDirectory(const TempDirectory&) = delete;
  TempDirectory& operator=(const TempDirectory&) = delete;
  ~TempDirectory();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  explicit TempDirectory(std::filesystem::path path) : path_(std::move(path)) {}

  std::filesystem::path path_;
};

}  // namespace starkernel::tools
