#include "tools/qemu_boot/user_files.h"

#include <fcntl.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "tools/disk_image/image_writer.h"
#include "tools/qemu_boot/boot_medium.h"

namespace starkernel::tools {
namespace {

namespace fs = std::filesystem;

std::expected<void, std::string> CheckReadable(const std::string& option, const std::string& name,
                                               const fs::path& base) {
  const fs::path file = base / name;
  std::error_code ignored;
  if (fs::is_directory(file, ignored)) {
    return std::unexpected(option + " `" + name + "`: is a directory");
  }
  const FileDescriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!opened.valid()) {
    return std::unexpected(option + " `" + name + "`: " + std::strerror(errno));
  }
  return {};
}

std::expected<void, std::string> CheckImage(const std::string& name, const fs::path& base) {
  if (IsEfiApplication(base / name)) {
    return {};
  }
  const auto partition = SystemPartitionOffset(base / name);
  if (!partition) {
    return std::unexpected("--image `" + name +
                           "`: neither an EFI application nor a disk: " + partition.error());
  }
  return {};
}

}  // namespace

std::expected<void, std::string> CheckUserFiles(const Options& options, const fs::path& base) {
  for (const SourceFile& source : options.sources) {
    if (auto checked = CheckReadable(source.run ? "--file" : "--module", source.name, base);
        !checked) {
      return checked;
    }
  }
  if (options.image.empty()) {
    return {};
  }
  return CheckReadable("--image", options.image, base).and_then([&] {
    return CheckImage(options.image, base);
  });
}

std::expected<FileDescriptor, std::string> OpenUserLog(const Options& options,
                                                       const fs::path& base) {
  if (options.log.empty()) {
    return FileDescriptor();
  }
  const fs::path file = base / options.log;
  FileDescriptor log(::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
  if (!log.valid()) {
    return std::unexpected("--log `" + options.log + "`: " + std::strerror(errno));
  }
  return log;
}

}  // namespace starkernel::tools
