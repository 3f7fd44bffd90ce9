#include "tools/qemu_boot/temp_directory.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>
#include <utility>

namespace starkernel::tools {
namespace {

std::filesystem::path Parent() {
  for (const char* variable : {"TEST_TMPDIR", "TMPDIR"}) {
    const char* value = std::getenv(variable);
    if (value != nullptr && *value != '\0') {
      return value;
    }
  }
  return "/tmp";
}

}  // namespace

std::expected<TempDirectory, std::string> TempDirectory::Make(std::string_view prefix) {
  std::string pattern = (Parent() / prefix).string() + ".XXXXXX";
  if (::mkdtemp(pattern.data()) == nullptr) {
    return std::unexpected("cannot make a directory " + pattern + ": " + std::strerror(errno));
  }
  return TempDirectory(pattern);
}

TempDirectory::TempDirectory(TempDirectory&& other) noexcept
    : path_(std::exchange(other.path_, {})) {}

TempDirectory::~TempDirectory() {
  if (!path_.empty()) {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
}

}  // namespace starkernel::tools
