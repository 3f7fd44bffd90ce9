#include "tools/runfiles/runfiles.h"

#include <cstdlib>
#include <system_error>

namespace starkernel::tools {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSuffix = ".runfiles";

fs::path FromEnvironment() {
  for (const char* variable : {"RUNFILES_DIR", "TEST_SRCDIR"}) {
    const char* value = std::getenv(variable);
    if (value != nullptr && *value != '\0') {
      return value;
    }
  }
  return {};
}

// The outermost directory of `path` whose name ends in the suffix, or nothing.
fs::path Enclosing(const fs::path& path) {
  fs::path prefix;
  for (const fs::path& part : path) {
    prefix /= part;
    if (part.string().ends_with(kSuffix)) {
      return prefix;
    }
  }
  return {};
}

}  // namespace

std::expected<Runfiles, std::string> Runfiles::Find(std::string_view program) {
  std::error_code ignored;
  const fs::path self = fs::absolute(program, ignored);
  const fs::path real = fs::canonical("/proc/self/exe", ignored);
  for (const fs::path& candidate :
       {FromEnvironment(), fs::path(self.string() + std::string(kSuffix)), Enclosing(self),
        fs::path(real.string() + std::string(kSuffix))}) {
    if (!candidate.empty() && fs::is_directory(candidate, ignored)) {
      return Runfiles(fs::absolute(candidate, ignored));
    }
  }
  return std::unexpected("cannot find the runfiles of " + std::string(program) +
                         ": start it with `bazel run`");
}

}  // namespace starkernel::tools
