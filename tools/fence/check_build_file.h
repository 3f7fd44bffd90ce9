#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tools/fence/finding.h"

namespace starkernel::fence {

/// A library with fenced sources.
struct FencedTarget {
  std::string label;  ///< Like "//src/heap:construct_unsafe".
  std::size_t line = 0;
  std::vector<std::string> packages;  ///< Those that see it, like "src/kernel", without its own.
};

/// What there is to say about one BUILD file.
struct BuildReport {
  std::string path;
  std::string package;  ///< Without slashes at the ends; empty for the root of the workspace.
  std::vector<FencedTarget> fenced;
  std::set<std::string> strings;  ///< All string literals, labels among them.
  std::vector<Finding> findings;
};

/// Reads a BUILD file as text. Libraries with fenced sources name the packages that see them, one
/// by one; under `src` nothing but our own macros makes C++ targets, and no flag silences the
/// compiler.
[[nodiscard]] BuildReport CheckBuildFile(const std::string& path, std::string_view contents);

/// Fenced libraries that are visible to a package which does not use them.
[[nodiscard]] std::vector<Finding> FindUnusedVisibility(const std::vector<BuildReport>& reports);

}  // namespace starkernel::fence
