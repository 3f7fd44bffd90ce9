#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace starkernel::tools {

/// How often something was executed, by the number of its line (from 1).
using LineCounts = std::map<unsigned, std::uint64_t>;

/// What was recorded about one source file.
struct FileCoverage {
  LineCounts lines;      ///< Lines with code.
  LineCounts functions;  ///< Functions, by the line they start in.

  friend bool operator==(const FileCoverage&, const FileCoverage&) = default;
};

/// By name of the source file, relative to the workspace.
using CoverageData = std::map<std::string, FileCoverage>;

}  // namespace starkernel::tools
