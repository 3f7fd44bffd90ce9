#include "src/boot/command_line.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "src/base/format.h"
#include "src/base/little_endian.h"
#include "src/base/text_writer.h"
#include "src/boot/boot_options.h"
#include "src/boot/option_values.h"

namespace starkernel::boot {

CommandLine DecodeLoadOptions(std::span<const std::byte> load_options) {
  CommandLine line;
  for (std::size_t offset = 0; offset < load_options.size(); offset += sizeof(std::uint16_t)) {
    const auto unit = ReadLittleEndian<std::uint16_t>(load_options, offset);
    if (unit.ok() && unit.value() == 0) {
      break;
    }
    if (!unit.ok() || unit.value() < ' ' || unit.value() > '~') {
      return {};
    }
    const auto character = static_cast<char>(unit.value());
    if (!line.Append(std::string_view(&character, 1)).ok()) {
      return {};
    }
  }
  return line;
}

void ApplyCommandLine(std::string_view line, BootOptions& options, TextWriter& complaints) {
  bool first = true;
  while (!line.empty()) {
    const std::string_view word = line.substr(0, line.find(' '));
    line.remove_prefix(std::min(line.size(), word.size() + 1));
    if (word.empty()) {
      continue;
    }
    const std::size_t equals = word.find('=');
    const bool name_of_image = first && equals == std::string_view::npos;
    first = false;
    if (name_of_image) {
      continue;
    }
    const std::string_view value =
        equals == std::string_view::npos ? std::string_view() : word.substr(equals + 1);
    if (const auto problem = SetOption(word.substr(0, equals), value, options)) {
      Format(complaints, "command line: {} \"{}\": expected {}\n", problem->what, problem->subject,
             problem->expected);
    }
  }
}

}  // namespace starkernel::boot
