#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "src/base/result.h"
#include "tools/command_line/command_line_unsafe.h"
#include "tools/elf2efi/convert.h"
#include "tools/elf2efi/outcome.h"

namespace {

using starkernel::elf2efi::Convert;
using starkernel::elf2efi::Failure;
using starkernel::elf2efi::Outcome;

std::vector<std::byte> Contents(std::ifstream& file) {
  std::vector<std::byte> bytes;
  std::transform(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>(),
                 std::back_inserter(bytes),
                 [](char character) { return static_cast<std::byte>(character); });
  return bytes;
}

Outcome<std::vector<std::byte>> Read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return Failure{path + ": cannot be opened"};
  }
  return Contents(file);
}

Outcome<bool> Run(const std::string& input, const std::string& output,
                  const std::optional<std::string>& kernel) {
  const std::vector<std::byte> elf = TRY(Read(input));
  const std::vector<std::byte> packed =
      kernel.has_value() ? TRY(Read(*kernel)) : std::vector<std::byte>();
  if (kernel.has_value() && packed.empty()) {
    return Failure{*kernel + ": is empty"};
  }
  const auto image = Convert(elf, packed);
  if (!image.ok()) {
    return Failure{input + ": " + image.error().message};
  }
  std::ofstream target(output, std::ios::binary | std::ios::trunc);
  for (const std::byte byte : image.value()) {
    target.put(std::to_integer<char>(byte));
  }
  target.close();
  if (!target) {
    return Failure{output + ": cannot be written"};
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments = starkernel::tools::CommandLine(argc, argv);
  if (arguments.size() != 2 && arguments.size() != 3) {
    std::cerr << "usage: elf2efi INPUT.elf OUTPUT.efi [KERNEL.efi]\n";
    return EXIT_FAILURE;
  }
  const auto done = Run(arguments.at(0), arguments.at(1),
                        arguments.size() == 3 ? std::optional(arguments.at(2)) : std::nullopt);
  if (!done.ok()) {
    std::cerr << "elf2efi: " << done.error().message << '\n';
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
