#pragma once

#include <cstddef>
#include <expected>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace starkernel::tools {

/// Rows of whole numbers, each with as many as there are columns.
class CsvTable {
 public:
  /// Finds a table among other lines: the line of names is the first in which `first_column` and a
  /// comma stand, and begins there; so do rows, if something stands in front of the names, behind
  /// the same. Lines that are no rows are passed over. The error is one line that says what is
  /// wrong, for a text without the table or with a row of another length.
  [[nodiscard]] static std::expected<CsvTable, std::string> Find(std::string_view text,
                                                                 std::string_view first_column);

  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  [[nodiscard]] bool Has(std::string_view column) const { return columns_.contains(column); }
  /// The number in a row and a column that there are.
  [[nodiscard]] double At(std::size_t row, std::string_view column) const;

 private:
  std::map<std::string, std::size_t, std::less<>> columns_;
  std::vector<std::vector<double>> rows_;
};

}  // namespace starkernel::tools
