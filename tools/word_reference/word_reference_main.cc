#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "tools/word_reference/word_reference.h"

namespace starkernel::tools {
namespace {

/// Writes all pages below the repository at `root`; false if one cannot be written.
bool WritePages(const std::filesystem::path& root) {
  const std::ifstream file(root / kWordIndex);
  std::ostringstream index;
  index << file.rdbuf();
  if (!file.good()) {
    std::cerr << "word_reference: " << kWordIndex << " cannot be read\n";
    return false;
  }
  std::filesystem::remove_all(root / "docs/words");
  std::filesystem::create_directories(root / "docs/words");
  for (const Page& page : WordReference(index.str())) {
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
