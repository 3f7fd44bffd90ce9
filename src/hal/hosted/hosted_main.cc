#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/error.h"
#include "src/base/format.h"
#include "src/base/one_shot.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/boot/boot_info.h"
#include "src/boot/boot_options.h"
#include "src/boot/option_values.h"
#include "src/hal/hosted/arguments_unsafe.h"
#include "src/hal/hosted/command_line.h"
#include "src/hal/hosted/crash_report.h"
#include "src/hal/hosted/hosted_files.h"
#include "src/hal/hosted/hosted_machine.h"
#include "src/hal/hosted/hosted_memory.h"
#include "src/hal/hosted/processor.h"
#include "src/hal/hosted/software_mmu.h"
#include "src/hal/hosted/terminal.h"
#include "src/hal/hosted/working_directory.h"
#include "src/kernel/kernel_main.h"

namespace starkernel::hal {
namespace {

constexpr int kUsageStatus = 2;

void Print(std::FILE* stream, const std::string& text) { std::fputs(text.c_str(), stream); }

int Complain(const std::string& what) {
  Print(stderr, "starkernel_hosted: " + what + "\n");
  return kUsageStatus;
}

/// What is wrong with a file of the command line.
std::string DescribeFileError(std::string_view name, Error error) {
  const std::string file(name);
  switch (error) {
    case Error::kNotFound: return file + ": no such file";
    case Error::kCapacity: return file + ": too large; the limit is 16 MiB";
    case Error::kInvalidArgument: return file + ": not a regular file";
    case Error::kOutOfRange:
    case Error::kMisaligned:
    case Error::kOverflow:
    case Error::kOutOfMemory:
    case Error::kAlreadyExists:
    case Error::kCorrupt:
    case Error::kUnsupported:
    case Error::kDeviceFailure: return file + ": cannot be read";
  }
  return file + ": cannot be read";
}

std::expected<std::vector<boot::BootModule>, std::string> ReadModules(
    std::span<const std::string_view> names, HostedFiles& files) {
  std::vector<boot::BootModule> modules;
  for (const std::string_view name : names) {
    const Result<std::span<const char>> contents = files.Open(name);
    if (!contents.ok()) {
      return std::unexpected(DescribeFileError(name, contents.error()));
    }
    modules.push_back({.name = name, .contents = contents.value(), .run = true});
  }
  return modules;
}

/// What the command line asked of the kernel, or what is wrong with that.
std::expected<boot::BootOptions, std::string> OptionsOf(const CommandLine& line) {
  boot::BootOptions options{.drill = line.drill,
                            .parity = line.parity,
                            .post = line.post ? boot::PostChoice::kOnly : boot::PostChoice::kOff,
                            .doe = line.doe};
  if (!line.engine.empty()) {
    if (const auto problem = boot::SetOption("engine", line.engine, options)) {
      return std::unexpected("--engine " + std::string(line.engine) + ": " +
                             std::string(problem->what) + "; there are " +
                             std::string(problem->expected));
    }
  }
  return options;
}

int Run(const CommandLine& line) {
  const auto options = OptionsOf(line);
  if (!options.has_value()) {
    return Complain(options.error());
  }
  HostedFiles files;
  const auto modules = ReadModules(line.files, files);
  if (!modules.has_value()) {
    return Complain(modules.error());
  }
  Result<HostedMemory> memory = HostedMemory::Create(line.memory);
  if (!memory.ok()) {
    return Complain("the host has not got the memory asked for");
  }
  Result<SoftwareMmu> mmu = SoftwareMmu::Create(memory.value());
  if (!mmu.ok()) {
    return Complain("the host has no room for the address range of envelopes");
  }
  WorkingDirectory directory;
  HostedMachine machine(memory.value(), mmu.value(), directory);
  InstallCrashReports(machine.log());
  TextWriter log(machine.log());
  Format(log, "StarKernel {} booting...\n", kernel::kVersion);
  EnterRawTerminal(STDIN_FILENO);
  const boot::BootInfo info{.memory = memory.value().map(),
                            .rsdp = std::nullopt,
                            .framebuffer = std::nullopt,
                            .console = {},
                            .modules = *modules,
                            .options = *options,
                            .handoff_cycles = ReadTimeStampCounter()};
  kernel::KernelMain(OneShot<boot::BootInfo>(info), machine);
}

/// `bazel run` starts programs in a folder of its own and says where the user stands.
void GoWhereTheUserStands() {
  const char* const directory = std::getenv("BUILD_WORKING_DIRECTORY");
  if (directory != nullptr && chdir(directory) != 0) {
    Print(stderr, std::string("starkernel_hosted: cannot change to ") + directory + "\n");
  }
}

int Main(std::span<const std::string_view> arguments) {
  const std::expected<CommandLine, std::string> line = ParseCommandLine(arguments);
  if (!line.has_value()) {
    return Complain(line.error());
  }
  if (line->help) {
    Print(stdout, std::string(HelpText()));
    return 0;
  }
  if (line->version) {
    Print(stdout, std::string("StarKernel ").append(kernel::kVersion).append(", hosted\n"));
    return 0;
  }
  GoWhereTheUserStands();
  return Run(*line);
}

}  // namespace
}  // namespace starkernel::hal

int main(int count, char** values) {
  return starkernel::hal::Main(starkernel::hal::ProgramArguments(count, values));
}
