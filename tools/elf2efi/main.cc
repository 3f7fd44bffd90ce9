#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "tools/command_line/command_line_unsafe.h"
#include "tools/elf2efi/convert.h"

namespace {

using starkernel::elf2efi::Convert;

std::vector<std::byte> Contents(std::ifstream& file) {
  std::vector<std::byte> bytes;
  std::transform(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>(),
                 std::back_inserter(bytes),
                 [](char character) { return static_cast<std::byte>(character); });
  return bytes;
}

int Fail(const std::string& subject, const std::string& reason) {
  std::cerr << "elf2efi: " << subject << ": " << reason << '\n';
  return EXIT_FAILURE;
}

int Run(const std::string& input, const std::string& output) {
  std::ifstream source(input, std::ios::binary);
  if (!source) {
    return Fail(input, "cannot be opened");
  }
  const auto image = Convert(Contents(source));
  if (!image.ok()) {
    return Fail(input, image.error().message);
  }
  std::ofstream target(output, std::ios::binary | std::ios::trunc);
  for (const std::byte byte : image.value()) {
    target.put(std::to_integer<char>(byte));
  }
  target.close();
  return target ? EXIT_SUCCESS : Fail(output, "cannot be written");
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments = starkernel::tools::CommandLine(argc, argv);
  if (arguments.size() != 2) {
    std::cerr << "usage: elf2efi INPUT.elf OUTPUT.efi\n";
    return EXIT_FAILURE;
  }
  return Run(arguments.at(0), arguments.at(1));
}
