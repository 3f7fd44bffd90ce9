#include "tools/clang_tidy/findings.h"

#include <set>
#include <span>
#include <string>
#include <string_view>

#include "tools/clang_tidy/lines.h"

namespace starkernel::tools {
namespace {

constexpr std::string_view kErrorMark = "[clang-diagnostic-error]";

std::string_view Relative(std::string_view line, std::string_view directory) {
  if (line.starts_with(directory) && line.substr(directory.size()).starts_with('/')) {
    line.remove_prefix(directory.size() + 1);
  }
  if (line.starts_with("./")) {
    line.remove_prefix(2);
  }
  return line;
}

}  // namespace

std::string ReadableFindings(std::string_view output, std::string_view directory) {
  std::string readable;
  while (!output.empty()) {
    readable += Relative(TakeLine(output), directory);
    readable += '\n';
  }
  return readable;
}

std::set<std::string> FilesWithErrors(std::string_view output, std::string_view directory,
                                      std::span<const std::string> files) {
  const std::set<std::string> known(files.begin(), files.end());
  std::set<std::string> found;
  while (!output.empty()) {
    const std::string_view line = Relative(TakeLine(output), directory);
    const std::string file(line.substr(0, line.find(':')));
    if (line.ends_with(kErrorMark) && known.contains(file)) {
      found.insert(file);
    }
  }
  return found;
}

}  // namespace starkernel::tools
