#include "tools/disk_image/system_partition.h"

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>
#include <vector>

#include "tools/hermetic_tool/hermetic_tool.h"

namespace starkernel::tools {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSerialNumber = "53544B4C";
constexpr std::string_view kLabel = "STARKERNEL";

// Environment variables win over every mtools configuration file.
const std::vector<std::string>& Environment() {
  static const std::vector<std::string> variables = {
      "SOURCE_DATE_EPOCH=315532800",  // 1980-01-01, the first day that FAT can express.
      "TZ=UTC",
      "LC_ALL=C",
      "MTOOLSRC=/dev/null",
      "MTOOLS_SKIP_CHECK=1",
      "MTOOLS_FAT_COMPATIBILITY=0",
      "MTOOLS_LOWER_CASE=0",
      "MTOOLS_NO_VFAT=0",
      "MTOOLS_NAME_NUMERIC_TAIL=1"};
  return variables;
}

}  // namespace

std::vector<std::string> ParentDirectories(std::string_view path) {
  std::vector<std::string> directories;
  for (std::size_t slash = path.find('/'); slash != std::string_view::npos;
       slash = path.find('/', slash + 1)) {
    directories.emplace_back(path.substr(0, slash));
  }
  return directories;
}

std::expected<void, std::string> CheckPartitionPath(std::string_view path) {
  const bool misplaced_slash =
      path.starts_with('/') || path.ends_with('/') || path.find("//") != std::string_view::npos;
  if (path.empty() || misplaced_slash) {
    return std::unexpected("`" + std::string(path) +
                           "` is no path in a partition: name a file like EFI/BOOT/BOOTX64.EFI");
  }
  constexpr std::string_view kForbidden = "\\:*?\"<>|";
  for (const char letter : path) {
    if (letter <= ' ' || letter > '~' || kForbidden.find(letter) != std::string_view::npos) {
      return std::unexpected("`" + std::string(path) +
                             "` is no path in a partition: only visible ASCII and none of " +
                             std::string(kForbidden));
    }
  }
  return {};
}

SystemPartition::SystemPartition(fs::path mtools_root, const fs::path& image, std::uint64_t offset)
    : mtools_root_(std::move(mtools_root)),
      place_(image.string() + "@@" + std::to_string(offset)) {}

std::expected<void, std::string> SystemPartition::Run(
    std::string_view program, std::span<const std::string> arguments) const {
  std::vector<std::string> all = {"-i", place_};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return RunHermeticTool(mtools_root_, program, all, Environment());
}

std::expected<void, std::string> SystemPartition::Format(std::uint64_t sectors) const {
  const std::vector<std::string> arguments = {"-F",
                                              "-c",
                                              "1",
                                              "-T",
                                              std::to_string(sectors),
                                              "-h",
                                              "16",
                                              "-s",
                                              "63",
                                              "-H",
                                              "2048",
                                              "-N",
                                              std::string(kSerialNumber),
                                              "-v",
                                              std::string(kLabel),
                                              "::"};
  return Run("mformat", arguments);
}

std::expected<void, std::string> SystemPartition::Add(std::span<const PartitionFile> files) const {
  std::vector<std::string> made;
  for (const PartitionFile& file : files) {
    if (const auto checked = CheckPartitionPath(file.path); !checked) {
      return checked;
    }
    for (const std::string& directory : ParentDirectories(file.path)) {
      if (std::ranges::find(made, directory) != made.end()) {
        continue;
      }
      made.push_back(directory);
      const std::array<std::string, 1> shown = {"::" + directory};
      const bool exists =
          Run("mdir", std::array<std::string, 3>{"-b", "-f", shown.front()}).has_value();
      if (const auto done = exists ? std::expected<void, std::string>() : Run("mmd", shown);
          !done) {
        return done;
      }
    }
    std::error_code ignored;
    const std::array<std::string, 4> arguments = {
        "-D", "o", fs::absolute(file.source, ignored).string(), "::" + file.path};
    if (const auto done = Run("mcopy", arguments); !done) {
      return done;
    }
  }
  return {};
}

}  // namespace starkernel::tools
