#include "tools/coverage/unseen_files.h"

#include <fstream>
#include <iterator>

#include "tools/coverage/summary.h"

namespace starkernel::tools {
namespace {

namespace fs = std::filesystem;

std::string Contents(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

bool HasFunctionBody(std::string_view source) {
  bool after_parenthesis = false;
  bool in_comment = false;
  char before = '\n';
  for (const char letter : source) {
    in_comment = letter != '\n' && (in_comment || (before == '/' && letter == '/'));
    before = letter;
    if (in_comment) {
      continue;
    }
    if (letter == '{' && after_parenthesis) {
      return true;
    }
    if (letter == ')' || letter == ';' || letter == '}') {
      after_parenthesis = letter == ')';
    }
  }
  return false;
}

UnseenFiles UnseenFencedFiles(const fs::path& workspace, const CoverageData& data) {
  UnseenFiles unseen;
  for (const char* const top : {"src", "tools"}) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(workspace / top)) {
      const std::string name = entry.path().lexically_relative(workspace).string();
      const auto recorded = data.find(name);
      const bool seen = recorded != data.end() && !recorded->second.lines.empty();
      if (!entry.is_regular_file() || !IsFenced(name) || !IsCounted(name) || seen) {
        continue;
      }
      if (name.ends_with(".S")) {
        unseen.assembly.push_back(name);
      } else if (HasFunctionBody(Contents(entry.path()))) {
        unseen.code.push_back(name);
      }
    }
  }
  return unseen;
}

}  // namespace starkernel::tools
