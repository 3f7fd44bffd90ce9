#include "src/boot/boot_modules.h"

#include <span>
#include <string_view>

#include "src/base/error.h"
#include "src/base/format.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/boot/boot_config.h"
#include "src/boot/boot_info.h"
#include "src/boot/boot_volume.h"

namespace starkernel::boot {
namespace {

void ComplainAbout(std::string_view file, Error error, ByteCount limit, TextWriter& complaints) {
  Format(complaints, "boot file \"{}\" was not read: ", file);
  if (error == Error::kCapacity) {
    Format(complaints, "it is larger than {} bytes\n", limit);
  } else {
    Format(complaints, "{}\n", ErrorName(error));
  }
}

BootConfig LoadConfig(BootVolume& volume, TextWriter& complaints) {
  constexpr std::string_view kName = "boot.txt";
  const Result<std::span<const char>> text = volume.Read(kName, kLargestConfig);
  if (text.ok()) {
    return ParseBootConfig(std::string_view(text.value()), complaints);
  }
  if (text.error() != Error::kNotFound) {
    ComplainAbout(kName, text.error(), kLargestConfig, complaints);
  }
  return {};
}

}  // namespace

BootFiles LoadBootFiles(BootVolume& volume, TextWriter& complaints) {
  BootFiles files;
  files.config = LoadConfig(volume, complaints);
  for (const ModuleRequest& request : files.config.modules) {
    const Result<std::span<const char>> contents = volume.Read(request.stored, kLargestModule);
    if (!contents.ok()) {
      ComplainAbout(request.stored, contents.error(), kLargestModule, complaints);
      continue;
    }
    const BootModule module{.name = request.name, .contents = contents.value(), .run = request.run};
    Require(files.modules.Push(module).ok(), "more boot modules than requested");
  }
  return files;
}

}  // namespace starkernel::boot
