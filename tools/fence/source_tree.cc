#include "tools/fence/source_tree.h"

#include <expected>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

#include "tools/fence/check_file.h"

namespace starkernel::fence {

std::expected<SourceTree, std::string> ReadSourceTree(const std::string& root) {
  SourceTree tree;
  std::error_code error;
  std::filesystem::recursive_directory_iterator entries(root, error);
  for (; !error && entries != std::filesystem::end(entries); entries.increment(error)) {
    const std::filesystem::path& path = entries->path();
    const std::string name = path.filename().string();
    if ((!IsSource(name) && name != "BUILD.bazel" && name != "BUILD") || entries->is_directory()) {
      continue;
    }
    std::ifstream file(path, std::ios::binary);
    std::string contents((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    if (!file) {
      return std::unexpected(path.string() + " cannot be read");
    }
    tree.emplace(path.lexically_relative(root).generic_string(), std::move(contents));
  }
  if (error) {
    return std::unexpected(root + ": " + error.message());
  }
  return tree;
}

}  // namespace starkernel::fence
