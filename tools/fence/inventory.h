#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "tools/fence/file_report.h"

namespace starkernel::fence {

/// Sums over the files of one package, or of several.
struct Totals {
  std::size_t files = 0;
  std::size_t fenced_files = 0;
  std::size_t lines = 0;
  std::size_t fenced_lines = 0;
  std::size_t code_lines = 0;
  std::size_t fenced_code_lines = 0;
  Counts counts{};

  void Add(const FileReport& file);
  void Add(const Totals& other);
};

/// Totals by package, like "src/boot".
using Inventory = std::map<std::string, Totals>;

/// The sum over the packages whose names begin with `prefix`.
[[nodiscard]] Totals SumOf(const Inventory& inventory, const std::string& prefix);

/// The table that people read: packages with anything unsafe, and the totals of `src`, `tools` and
/// `tests` with their shares.
[[nodiscard]] std::string Table(const Inventory& inventory);

/// Why the fence under `src` is too large: at least 6 % of the files or 10 % of the lines, with or
/// without comments. Empty if it is not.
[[nodiscard]] std::vector<std::string> BrokenLimits(const Inventory& inventory);

}  // namespace starkernel::fence
