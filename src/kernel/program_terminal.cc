#include "src/kernel/program_terminal.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/base/vm_id_text.h"
#include "src/forthvm/log_level.h"
#include "src/forthvm/memory_refusal.h"
#include "src/forthvm/shown_text.h"
#include "src/kernel/memory_refusal_of.h"

namespace starkernel::kernel {

bool ProgramTerminal::MayLog(forthvm::LogLevel level) {
  return door_ != nullptr && permission_.Has(*door_, level);
}

void ProgramTerminal::Write(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::size_t part = std::min(end, kLongestLine - line_.view().size());
    line_.Write(text.substr(0, part));
    text.remove_prefix(part);
    if (text.starts_with('\n')) {
      text.remove_prefix(1);
      Flush();
    } else if (!text.empty()) {
      Flush();
    }
  }
}

void ProgramTerminal::Flush() {
  if (!line_.empty() && MayLog(forthvm::LogLevel::kInfo)) {
    TextWriter writer(surroundings_.console);
    WriteVmId(writer, vm_).Text(" ");
    forthvm::WriteShown(line_.view(), writer);
    writer.Line();
  }
  line_.Clear();
}

forthvm::MemoryRefusal ProgramTerminal::WhyRefused() const {
  return MemoryRefusalOf(surroundings_.memory.last_refusal());
}

Result<std::uint64_t> ProgramTerminal::Milliseconds() {
  constexpr std::uint64_t kNanosecondsInMillisecond = 1'000'000;
  return surroundings_.clock.Now().value() / kNanosecondsInMillisecond;
}

void ProgramTerminal::Log(forthvm::LogLevel level, std::string_view line) {
  if (MayLog(level)) {
    TextWriter writer(surroundings_.console);
    WriteVmId(writer, vm_).Text(" ").Text(forthvm::NameOf(level)).Text(": ");
    forthvm::WriteShown(line, writer);
    writer.Line();
  }
}

}  // namespace starkernel::kernel
