#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "tools/fence/finding.h"
#include "tools/fence/unsafe_operation.h"

namespace starkernel::fence {

/// How often each kind occurs, by Kind.
using Counts = std::array<std::size_t, kKindCount>;

/// What there is to say about one source file.
struct FileReport {
  std::string path;
  bool fenced = false;         ///< Named `*_unsafe.*` or `*.S`: unsafe operations are allowed.
  std::size_t lines = 0;       ///< All of them.
  std::size_t code_lines = 0;  ///< Those that hold more than comments.
  Counts counts{};
  std::vector<Finding> findings;
};

}  // namespace starkernel::fence
