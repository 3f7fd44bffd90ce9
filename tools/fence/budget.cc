#include "tools/fence/budget.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <expected>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "tools/fence/inventory.h"
#include "tools/fence/unsafe_operation.h"

namespace starkernel::fence {
namespace {

constexpr std::string_view kHeading =
    "# What may be unsafe, by package: files in the fence, their lines with code, operations by\n"
    "# kind. These numbers may only fall: `bazel run //tests/safe_subset:lower_budget` lowers "
    "them.\n"
    "# Raising one is a decision: edit it by hand and say why in the commit.\n";

/// Takes what stands before `separator` off the text; all of it if there is none.
std::string_view TakeUntil(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view taken = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return taken;
}

std::string_view Trim(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

bool ParseAllowance(std::string_view text, Allowance& allowance) {
  while (!text.empty()) {
    std::string_view item = Trim(TakeUntil(text, ','));
    const std::string name(TakeUntil(item, ' '));
    std::size_t value = 0;
    const auto [end, error] =
        std::from_chars(std::to_address(item.begin()), std::to_address(item.end()), value);
    if (error != std::errc() || end != std::to_address(item.end()) ||
        !allowance.emplace(name, value).second) {
      return false;
    }
  }
  return !allowance.empty();
}

std::size_t ValueOf(const Budget& budget, const std::string& package, const std::string& name) {
  const auto allowance = budget.find(package);
  if (allowance == budget.end()) {
    return 0;
  }
  const auto value = allowance->second.find(name);
  return value == allowance->second.end() ? 0 : value->second;
}

}  // namespace

Budget BudgetOf(const Inventory& inventory) {
  Budget budget;
  for (const auto& [package, totals] : inventory) {
    Allowance allowance = {{"files", totals.fenced_files}, {"lines", totals.fenced_code_lines}};
    for (std::size_t kind = 0; kind < kKindCount; ++kind) {
      allowance.emplace(kKindNames.at(kind), totals.counts.at(kind));
    }
    std::erase_if(allowance, [](const auto& item) { return item.second == 0; });
    if (!allowance.empty()) {
      budget.emplace(package, std::move(allowance));
    }
  }
  return budget;
}

std::string Format(const Budget& budget) {
  std::string text(kHeading);
  for (const auto& [package, allowance] : budget) {
    std::string separator = package + ": ";
    for (const auto& [name, value] : allowance) {
      text += separator + name + " " + std::to_string(value);
      separator = ", ";
    }
    text += "\n";
  }
  return text;
}

std::expected<Budget, std::string> ParseBudget(std::string_view text) {
  Budget budget;
  while (!text.empty()) {
    const std::string_view line = TakeUntil(text, '\n');
    if (Trim(line).empty() || line.starts_with('#')) {
      continue;
    }
    std::string_view rest = line;
    const std::string package(TakeUntil(rest, ':'));
    Allowance allowance;
    if (!ParseAllowance(rest, allowance) || !budget.emplace(package, allowance).second) {
      return std::unexpected("this is no line of a budget: " + std::string(line));
    }
  }
  return budget;
}

Differences Compare(const Budget& actual, const Budget& allowed) {
  std::set<std::pair<std::string, std::string>> keys;
  for (const Budget* budget : {&actual, &allowed}) {
    for (const auto& [package, allowance] : *budget) {
      for (const auto& [name, value] : allowance) {
        keys.emplace(package, name);
      }
    }
  }
  Differences differences;
  for (const auto& [package, name] : keys) {
    const std::size_t is = ValueOf(actual, package, name);
    const std::size_t may = ValueOf(allowed, package, name);
    const std::string line =
        package + ": " + name + " " + std::to_string(is) + ", budget " + std::to_string(may);
    if (is > may) {
      differences.above.push_back(line);
    } else if (is < may) {
      differences.below.push_back(line);
    }
  }
  return differences;
}

}  // namespace starkernel::fence
