#include "tools/qemu_boot/boot_medium.h"

#include <array>
#include <fstream>
#include <utility>
#include <vector>

#include "tools/disk_image/image_writer.h"
#include "tools/qemu_boot/boot_script.h"

namespace starkernel::tools {
namespace {

namespace fs = std::filesystem;

std::string InBootDirectory(std::string_view name) {
  return std::string(kBootDirectory) + "/" + std::string(name);
}

}  // namespace

bool IsEfiApplication(const fs::path& file) {
  std::array<char, 2> start{};
  std::ifstream(file, std::ios::binary).read(start.data(), start.size());
  return start == std::array<char, 2>{'M', 'Z'};
}

std::expected<fs::path, std::string> MakeBootMedium(const BootMediumParts& parts,
                                                    const fs::path& directory) {
  const fs::path script = directory / kBootScriptName;
  std::ofstream(script, std::ios::binary)
      << BootScript(parts.sources, parts.drill, parts.exit_port, parts.options);
  std::vector<PartitionFile> files = {{InBootDirectory(kBootScriptName), script}};
  std::size_t index = 0;
  for (const SourceFile& source : parts.sources) {
    files.push_back({InBootDirectory(StoredName(index)), parts.source_base / source.name});
    ++index;
  }
  fs::path disk = directory / "disk.img";
  if (IsEfiApplication(parts.image)) {
    files.push_back({"EFI/BOOT/BOOTX64.EFI", parts.image});
    const auto written = WriteDiskImage(parts.mtools_root, disk, files);
    return written.transform([&] { return std::move(disk); });
  }
  const auto added = CopySparsely(parts.image, disk).and_then([&] {
    return AddToDiskImage(parts.mtools_root, disk, files);
  });
  return added.transform([&] { return std::move(disk); });
}

}  // namespace starkernel::tools
