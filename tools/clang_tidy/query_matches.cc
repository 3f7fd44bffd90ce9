#include "tools/clang_tidy/query_matches.h"

#include <cstddef>
#include <format>
#include <set>
#include <string>
#include <string_view>

#include "tools/clang_tidy/lines.h"

namespace starkernel::tools {
namespace {

constexpr std::string_view kBefore = ": note: \"";
constexpr std::string_view kBehind = "\" binds here";

// "PLACE: error: NAME [fence]", or nothing if the line is not about a finding.
std::string FindingOf(std::string_view line) {
  const std::size_t before = line.find(kBefore);
  if (before == std::string_view::npos || !line.ends_with(kBehind)) {
    return {};
  }
  std::string_view name = line.substr(before + kBefore.size());
  name.remove_suffix(kBehind.size());
  if (!name.contains(' ')) {
    return {};
  }
  return std::format("{}: error: {} [fence]\n", line.substr(0, before), name);
}

}  // namespace

std::string QueryMatches(std::string_view output) {
  std::string matches;
  std::set<std::string> said;
  while (!output.empty()) {
    const std::string finding = FindingOf(TakeLine(output));
    if (!finding.empty() && said.insert(finding).second) {
      matches += finding;
      matches += TakeLine(output);
      matches += '\n';
    }
  }
  return matches;
}

}  // namespace starkernel::tools
