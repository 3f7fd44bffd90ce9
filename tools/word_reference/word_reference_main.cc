#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "tools/word_reference/word_reference.h"

namespace starkernel::tools {
namespace {

std::optional<std::string> Read(const std::filesystem::path& root, const char* path) {
  const std::ifstream file(root / path);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file.good()) {
    std::cerr << "word_reference: " << path << " cannot be read\n";
    return std::nullopt;
  }
  return text.str();
}

/// Writes all pages below the repository at `root`; false if one cannot be read or written.
bool WritePages(const std::filesystem::path& root) {
  const std::optional<std::string> index = Read(root, kWordIndex);
  const std::optional<std::string> readme = Read(root, kReadme);
  if (!index.has_value() || !readme.has_value()) {
    return false;
  }
  std::filesystem::remove_all(root / "docs/words");
  std::filesystem::create_directories(root / "docs/words");
  std::vector<Page> pages = WordReference(*index);
  pages.push_back(ReadmeWithWordCount(*readme));
  for (const Page& page : pages) {
    std::ofstream output(root / page.path);
    output << page.text;
    if (!output.good()) {
      std::cerr << "word_reference: " << page.path << " cannot be written\n";
      return false;
    }
  }
  return true;
}

}  // namespace
}  // namespace starkernel::tools

int main() {
  // Set by `bazel run`.
  const char* root = std::getenv("BUILD_WORKSPACE_DIRECTORY");
  if (root == nullptr) {
    std::cerr << "word_reference: start it with bazel run //tools/word_reference\n";
    return 2;
  }
  return starkernel::tools::WritePages(root) ? 0 : 1;
}
