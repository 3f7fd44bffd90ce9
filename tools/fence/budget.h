#pragma once

#include <cstddef>
#include <expected>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tools/fence/inventory.h"

namespace starkernel::fence {

/// What a package may hold: for "files" and "lines" (fenced ones, and only lines with code, so that
/// explaining costs nothing) and for each kind of operation a number above zero.
using Allowance = std::map<std::string, std::size_t>;

/// Allowances by package.
using Budget = std::map<std::string, Allowance>;

[[nodiscard]] Budget BudgetOf(const Inventory& inventory);

/// One line a package, "src/heap: files 1, lines 35, cast 4"; "#" starts a comment.
[[nodiscard]] std::string Format(const Budget& budget);

/// Reads what Format writes; the error says which line is none.
[[nodiscard]] std::expected<Budget, std::string> ParseBudget(std::string_view text);

/// Where two budgets differ, one line each.
struct Differences {
  std::vector<std::string> above;  ///< There is more than allowed.
  std::vector<std::string> below;  ///< More is allowed than there is.
};

[[nodiscard]] Differences Compare(const Budget& actual, const Budget& allowed);

}  // namespace starkernel::fence
