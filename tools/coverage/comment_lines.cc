#include "tools/coverage/comment_lines.h"

#include <algorithm>
#include <fstream>
#include <string>

namespace starkernel::tools {

bool IsCommentLine(std::string_view line) {
  return line.substr(std::min(line.find_first_not_of(" \t"), line.size())).starts_with("//");
}

void DropCommentLines(const std::filesystem::path& workspace, CoverageData& data) {
  for (auto& [name, coverage] : data) {
    std::ifstream file(workspace / name);
    std::string line;
    for (unsigned number = 1; std::getline(file, line); ++number) {
      if (IsCommentLine(line)) {
        coverage.lines.erase(number);
      }
    }
  }
}

}  // namespace starkernel::tools
