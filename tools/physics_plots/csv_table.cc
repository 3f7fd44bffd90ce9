#include "tools/physics_plots/csv_table.h"

#include <cstddef>
#include <expected>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace starkernel::tools {
namespace {

std::vector<std::string> Fields(std::string_view line) {
  std::vector<std::string> fields;
  std::istringstream text{std::string(line)};
  for (std::string field; std::getline(text, field, ',');) {
    fields.push_back(field);
  }
  return fields;
}

/// The line's numbers, or nothing if it is no row.
std::optional<std::vector<double>> Numbers(std::string_view line) {
  if (line.find_first_not_of("0123456789-,") != std::string_view::npos || line.empty() ||
      line.find(',') == std::string_view::npos) {
    return std::nullopt;
  }
  std::vector<double> numbers;
  for (const std::string& field : Fields(line)) {
    std::istringstream text(field);
    double number = 0;
    if (!(text >> number)) {
      return std::nullopt;
    }
    numbers.push_back(number);
  }
  return numbers;
}

/// What stands behind `mark` in the line, or nothing.
std::optional<std::string_view> Behind(std::string_view line, std::string_view mark) {
  const std::size_t at = mark.empty() ? 0 : line.find(mark);
  return at == std::string_view::npos ? std::nullopt : std::optional(line.substr(at + mark.size()));
}

}  // namespace

std::expected<CsvTable, std::string> CsvTable::Find(std::string_view text,
                                                    std::string_view first_column) {
  const std::string names = std::string(first_column) + ",";
  CsvTable table;
  std::string mark;
  std::istringstream lines{std::string(text)};
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.ends_with('\r')) {
      line.pop_back();
    }
    if (table.columns_.empty()) {
      const std::size_t at = line.find(names);
      if (at == std::string::npos) {
        continue;
      }
      // What stands directly in front, as TICK:, tells rows from other lines.
      const std::size_t space = line.rfind(' ', at);
      mark = line.substr(space == std::string::npos ? 0 : space + 1,
                         space == std::string::npos ? at : at - space - 1);
      for (const std::string& name : Fields(std::string_view(line).substr(at))) {
        const std::size_t place = table.columns_.size();
        table.columns_[name] = place;
      }
      continue;
    }
    const std::optional<std::string_view> rest = Behind(line, mark);
    const std::optional<std::vector<double>> row = rest.has_value() ? Numbers(*rest) : std::nullopt;
    if (!row.has_value()) {
      continue;
    }
    if (row->size() != table.columns_.size()) {
      return std::unexpected("line " + std::to_string(number) + " has " +
                             std::to_string(row->size()) + " values, not " +
                             std::to_string(table.columns_.size()));
    }
    table.rows_.push_back(*row);
  }
  if (table.columns_.empty()) {
    return std::unexpected("no line begins a table with the column " + std::string(first_column));
  }
  return table;
}

double CsvTable::At(std::size_t row, std::string_view column) const {
  return rows_.at(row).at(columns_.find(column)->second);
}

}  // namespace starkernel::tools
