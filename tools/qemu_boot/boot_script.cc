#include "tools/qemu_boot/boot_script.h"

namespace starkernel::tools {

std::string StoredName(std::size_t index) {
  const std::string digits = std::to_string(index);
  const std::size_t padding = digits.size() < 3 ? 3 - digits.size() : 0;
  return "M" + std::string(padding, '0') + digits + ".FS";
}

std::string BootScript(std::span<const SourceFile> sources, std::string_view drill, bool exit_port,
                       std::span<const std::string> options) {
  std::string script;
  std::size_t index = 0;
  for (const SourceFile& source : sources) {
    script += (source.run ? "run " : "load ") + StoredName(index) + " " + source.name + "\n";
    ++index;
  }
  if (exit_port) {
    script += "exit-port 0xf4\n";
  }
  if (!drill.empty()) {
    script += "drill " + std::string(drill) + "\n";
  }
  for (const std::string& option : options) {
    script += option + "\n";
  }
  return script;
}

}  // namespace starkernel::tools
