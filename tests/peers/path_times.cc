#include "tests/peers/path_times.h"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>

namespace starkernel::tests {
namespace {

/// The time in a line of this path.
std::optional<std::uint64_t> TimeIn(const std::string& line, std::string_view path) {
  std::istringstream words(line);
  std::string mark;
  std::uint64_t nanoseconds = 0;
  words >> mark >> nanoseconds >> std::ws;
  std::string name;
  std::getline(words, name);
  if (!words || mark != "path:" || name != path) {
    return std::nullopt;
  }
  return nanoseconds;
}

}  // namespace

std::expected<PathTimes, std::string> TimesIn(std::string_view output) {
  PathTimes times{};
  for (std::size_t path = 0; path < kPaths.size(); ++path) {
    std::optional<std::uint64_t> found;
    std::istringstream lines{std::string(output)};
    for (std::string line; !found.has_value() && std::getline(lines, line);) {
      found = TimeIn(line, kPaths.at(path));
    }
    if (!found.has_value()) {
      return std::unexpected("no time for '" + std::string(kPaths.at(path)) + "'");
    }
    times.at(path) = *found;
  }
  return times;
}

}  // namespace starkernel::tests
