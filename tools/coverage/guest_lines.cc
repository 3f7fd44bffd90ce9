#include "tools/coverage/guest_lines.h"

#include <string>
#include <string_view>
#include <utility>

namespace starkernel::tools {

void AddGuestLines(const KernelCode& code, const std::set<std::uint64_t>& executed,
                   std::uint64_t base, CoverageData& data) {
  std::set<std::pair<std::string_view, unsigned>> lines;
  for (const Instruction& instruction : code) {
    if (instruction.line == 0) {
      continue;
    }
    data[instruction.file].lines.try_emplace(instruction.line, 0);
    if (executed.contains(base + instruction.address)) {
      lines.emplace(instruction.file, instruction.line);
    }
  }
  for (const auto& [file, line] : lines) {
    ++data[std::string(file)].lines[line];
  }
}

}  // namespace starkernel::tools
