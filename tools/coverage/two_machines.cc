#include "tools/coverage/two_machines.h"

#include <iterator>
#include <limits>

namespace starkernel::tools {
namespace {

bool HasLineWithin(const LineCounts& lines, unsigned first, unsigned end) {
  const auto found = lines.lower_bound(first);
  return found != lines.end() && found->first < end;
}

// Removes the lines of functions that only the guest has run.
LineCounts JudgedByHost(const FileCoverage& host, const LineCounts& guest) {
  LineCounts lines = host.lines;
  for (auto function = host.functions.begin(); function != host.functions.end(); ++function) {
    const auto next = std::next(function);
    const unsigned first = function->first;
    const unsigned end =
        next == host.functions.end() ? std::numeric_limits<unsigned>::max() : next->first;
    if (function->second == 0 && HasLineWithin(guest, first, end)) {
      lines.erase(lines.lower_bound(first), lines.lower_bound(end));
    }
  }
  return lines;
}

}  // namespace

CoverageData Together(const CoverageData& host, const CoverageData& guest) {
  CoverageData together = host;
  for (const auto& [name, on_guest] : guest) {
    FileCoverage& file = together[name];
    file.lines = JudgedByHost(file, on_guest.lines);
    for (const auto& [line, count] : on_guest.lines) {
      file.lines[line] += count;
    }
  }
  return together;
}

}  // namespace starkernel::tools
