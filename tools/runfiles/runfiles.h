#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>

namespace starkernel::tools {

/// The directory of files that a program was built to find at run time.
class Runfiles {
 public:
  /// Finds it from the environment of a test, or next to the program, or around it when the
  /// program is itself a runfile of another.
  [[nodiscard]] static std::expected<Runfiles, std::string> Find(std::string_view program);

  explicit Runfiles(std::filesystem::path root) : root_(std::move(root)) {}

  /// The path of a file named as `repository/path`.
  [[nodiscard]] std::filesystem::path Path(std::string_view name) const { return root_ / name; }

  [[nodiscard]] const std::filesystem::path& root() const { return root_; }

 private:
  std::filesystem::path root_;
};

}  // namespace starkernel::tools
