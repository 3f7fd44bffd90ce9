#include <cstdio>
#include <expected>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tools/command_line/command_line_unsafe.h"
#include "tools/disk_image/image_writer.h"

namespace starkernel::tools {
namespace {

constexpr int kFailed = 1;
constexpr int kBadUsage = 2;

constexpr std::string_view kUsage =
    "usage: disk_image --mtools ROOT --output OUT.img --file PATH_IN_ESP=HOST_FILE ...\n"
    "Makes a GPT disk image with an EFI system partition (FAT32) that holds the files.\n"
    "  --mtools ROOT   extracted package tree with mtools and its loader\n"
    "  --output FILE   the image to make; the same files give the same bytes\n"
    "  --file A=B      put host file B at A, for example EFI/BOOT/BOOTX64.EFI=kernel.efi\n";

struct Request {
  std::filesystem::path mtools_root;
  std::filesystem::path output;
  std::vector<PartitionFile> files;
};

std::expected<Request, std::string> ParseRequest(std::span<const std::string> arguments) {
  Request request;
  for (; !arguments.empty(); arguments = arguments.subspan(2)) {
    const std::string& option = arguments.front();
    if (option != "--mtools" && option != "--output" && option != "--file") {
      return std::unexpected("unknown option `" + option + "`");
    }
    if (arguments.size() < 2) {
      return std::unexpected(option + " needs a value");
    }
    const std::string& value = arguments[1];
    if (option == "--mtools") {
      request.mtools_root = value;
    } else if (option == "--output") {
      request.output = value;
    } else {
      const std::size_t equals = value.find('=');
      if (equals == std::string::npos) {
        return std::unexpected("--file `" + value + "` is not of the form PATH_IN_ESP=HOST_FILE");
      }
      request.files.push_back({value.substr(0, equals), value.substr(equals + 1)});
    }
  }
  if (request.mtools_root.empty() || request.output.empty()) {
    return std::unexpected("--mtools and --output are needed");
  }
  return request;
}

int Main(std::span<const std::string> arguments) {
  if (arguments.size() == 1 && arguments.front() == "--help") {
    std::fputs(std::string(kUsage).c_str(), stdout);
    return 0;
  }
  const auto request = ParseRequest(arguments);
  if (!request) {
    std::fprintf(stderr, "disk_image: %s\n%s", request.error().c_str(),
                 std::string(kUsage).c_str());
    return kBadUsage;
  }
  const auto written = WriteDiskImage(request->mtools_root, request->output, request->files);
  if (!written) {
    std::fprintf(stderr, "disk_image: %s\n", written.error().c_str());
    return kFailed;
  }
  return 0;
}

}  // namespace
}  // namespace starkernel::tools

int main(int count, char** values) {
  return starkernel::tools::Main(starkernel::tools::CommandLine(count, values));
}
