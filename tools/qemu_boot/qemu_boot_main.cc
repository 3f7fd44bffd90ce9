#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <span>
#include <string>
#include <system_error>

#include "tools/command_line/command_line_unsafe.h"
#include "tools/qemu_boot/boot_session.h"
#include "tools/qemu_boot/exit_status.h"
#include "tools/qemu_boot/parse_options.h"
#include "tools/qemu_boot/runfile_names.h"
#include "tools/qemu_boot/usage.h"
#include "tools/runfiles/runfiles.h"

namespace starkernel::tools {
namespace {

int BadUsage(const std::string& error) {
  std::fprintf(stderr, "qemu_boot: %s\n", error.c_str());
  return kStatusBadUsage;
}

// `bazel run` starts programs in their runfiles and says where the user is.
std::filesystem::path UserDirectory() {
  const char* directory = std::getenv("BUILD_WORKING_DIRECTORY");
  std::error_code ignored;
  return directory != nullptr ? std::filesystem::path(directory)
                              : std::filesystem::current_path(ignored);
}

int Main(const std::string& program, std::span<const std::string> arguments) {
  const auto options = ParseOptions(arguments);
  if (!options) {
    return BadUsage(options.error());
  }
  if (options->help) {
    std::fputs(std::string(kQemuBootUsage).c_str(), stdout);
    return kStatusBye;
  }
  const auto runfiles = Runfiles::Find(program);
  if (!runfiles) {
    std::fprintf(stderr, "qemu_boot: %s\n", runfiles.error().c_str());
    return kStatusMachineFailed;
  }
  const Installation installation = {.qemu_root = runfiles->Path(runfile_names::kQemuRoot),
                                     .ovmf_root = runfiles->Path(runfile_names::kOvmfRoot),
                                     .mtools_root = runfiles->Path(runfile_names::kMtoolsRoot),
                                     .image = runfiles->Path(runfile_names::kImage),
                                     .kernel_elf = runfiles->Path(runfile_names::kKernelElf),
                                     .user_directory = UserDirectory()};
  const auto status = BootSession(*options, installation);
  return status ? *status : BadUsage(status.error());
}

}  // namespace
}  // namespace starkernel::tools

int main(int count, char** values) {
  return starkernel::tools::Main(starkernel::tools::ProgramName(count, values),
                                 starkernel::tools::CommandLine(count, values));
}
