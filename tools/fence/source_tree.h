#pragma once

#include <expected>
#include <map>
#include <string>

namespace starkernel::fence {

/// The sources and BUILD files below a directory: contents by path from there, with slashes.
using SourceTree = std::map<std::string, std::string>;

/// Reads them; the error names the file that cannot be read.
[[nodiscard]] std::expected<SourceTree, std::string> ReadSourceTree(const std::string& root);

}  // namespace starkernel::fence
