// `bazel run //tools/native_listing` writes words.listing anew: what the native compiler makes of
// the definitions in words.fs.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "tools/command_line/command_line_unsafe.h"
#include "tools/native_listing/native_listing.h"
#include "tools/native_listing/native_listing_names.h"
#include "tools/qemu_boot/temp_directory.h"
#include "tools/runfiles/runfiles.h"

namespace starkernel::tools {
namespace {

namespace names = native_listing_names;

int Write(const std::string& program, const std::filesystem::path& root) {
  const auto runfiles = Runfiles::Find(program);
  const auto directory = TempDirectory::Make("native_listing");
  if (!runfiles.has_value() || !directory.has_value()) {
    std::cerr << "native_listing: no runfiles, or no place for files\n";
    return 1;
  }
  std::ostringstream source;
  source << std::ifstream(root / "tools/native_listing/words.fs").rdbuf();
  const auto words = ListNativeCode(source.str(), {.objcopy = runfiles->Path(names::kObjcopy),
                                                   .objdump = runfiles->Path(names::kObjdump),
                                                   .directory = directory->path()});
  if (!words.has_value()) {
    std::cerr << "native_listing: " << words.error() << "\n";
    return 1;
  }
  std::ofstream output(root / "tools/native_listing/words.listing");
  output << TextOf(*words);
  return output.flush().good() ? 0 : 1;
}

}  // namespace
}  // namespace starkernel::tools

int main(int count, char** values) {
  // Set by `bazel run`.
  const char* root = std::getenv("BUILD_WORKSPACE_DIRECTORY");
  if (root == nullptr) {
    std::cerr << "native_listing: start it with bazel run //tools/native_listing\n";
    return 2;
  }
  return starkernel::tools::Write(starkernel::tools::ProgramName(count, values), root);
}
