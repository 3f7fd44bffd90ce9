#include "tools/coverage/lcov.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <istream>
#include <map>
#include <ostream>
#include <string_view>
#include <system_error>

#include "tools/coverage/source_name.h"

namespace starkernel::tools {
namespace {

// Takes a number and the comma behind it off the front of `text`.
template <typename Number>
bool TakeNumber(std::string_view& text, Number& number) {
  const std::string_view digits = text.substr(0, text.find(','));
  const auto [end, error] = std::from_chars(digits.begin(), digits.end(), number);
  text.remove_prefix(std::min(text.size(), digits.size() + 1));
  return error == std::errc{} && end == digits.end();
}

// The record that is being read.
struct Reader {
  CoverageData& data;
  FileCoverage* file = nullptr;
  std::map<std::string, unsigned, std::less<>> function_lines;

  bool Take(std::string_view line) {
    const std::size_t colon = line.find(':');
    const std::string_view kind = line.substr(0, colon);
    const std::string_view value = colon == std::string_view::npos ? "" : line.substr(colon + 1);
    if (kind == "SF") {
      file = &data[std::string(SourceName(value))];
      function_lines.clear();
      return true;
    }
    if (kind == "end_of_record") {
      file = nullptr;
      return true;
    }
    if (kind != "FN" && kind != "FNDA" && kind != "DA") {
      return kind == "TN" || file != nullptr;
    }
    return file != nullptr && TakeCount(kind, value);
  }

  bool TakeCount(std::string_view kind, std::string_view value) {
    unsigned number = 0;
    std::uint64_t count = 0;
    if (kind == "FNDA") {
      const bool good = TakeNumber(value, count);
      const auto function = function_lines.find(value);
      if (!good || function == function_lines.end()) {
        return false;
      }
      file->functions[function->second] += count;
      return true;
    }
    if (!TakeNumber(value, number)) {
      return false;
    }
    if (kind == "FN") {
      function_lines[std::string(value)] = number;
      return true;
    }
    const bool good = TakeNumber(value, count);
    file->lines[number] += count;
    return good;
  }
};

}  // namespace

std::expected<void, std::string> ReadLcov(std::istream& input, CoverageData& data) {
  Reader reader{.data = data, .function_lines = {}};
  std::string line;
  while (std::getline(input, line)) {
    if (!line.empty() && !reader.Take(line)) {
      return std::unexpected("no record of a tracefile: " + line);
    }
  }
  return {};
}

void WriteLcov(const CoverageData& data, std::ostream& output) {
  for (const auto& [name, file] : data) {
    output << "SF:" << name << '\n';
    for (const auto& [line, count] : file.functions) {
      output << "FN:" << line << ",line" << line << '\n'
             << "FNDA:" << count << ",line" << line << '\n';
    }
    for (const auto& [line, count] : file.lines) {
      output << "DA:" << line << ',' << count << '\n';
    }
    output << "end_of_record\n";
  }
}

}  // namespace starkernel::tools
