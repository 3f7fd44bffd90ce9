#include "tools/fence/inventory.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tools/fence/file_report.h"
#include "tools/fence/unsafe_operation.h"

namespace starkernel::fence {
namespace {

std::string Right(const std::string& text, std::size_t width) {
  return std::string(width - std::min(width, text.size()), ' ') + text;
}

std::string Left(const std::string& text, std::size_t width) {
  return text + std::string(width - std::min(width, text.size()), ' ');
}

/// Like "4.9 %", rounded down.
std::string Share(std::size_t part, std::size_t whole) {
  const std::size_t mille = whole == 0 ? 0 : part * 1000 / whole;
  return std::to_string(mille / 10) + "." + std::to_string(mille % 10) + " %";
}

constexpr std::size_t kNameWidth = 22;
constexpr std::size_t kWidth = 7;

std::string Row(const std::string& name, const Totals& totals) {
  std::string row = Left(name, kNameWidth);
  for (const std::size_t value : {totals.files, totals.fenced_files, totals.lines,
                                  totals.fenced_lines, totals.fenced_code_lines}) {
    row += Right(std::to_string(value), kWidth);
  }
  for (std::size_t kind = 0; kind < kKindCount; ++kind) {
    const std::size_t count = totals.counts.at(kind);
    row += Right(count == 0 ? "." : std::to_string(count),
                 std::max(kWidth, kKindNames.at(kind).size() + 1));
  }
  return row + "\n";
}

std::string Heading() {
  std::string row = Left("package", kNameWidth);
  for (const std::string_view title : {"files", "fenced", "lines", "fenced", "code"}) {
    row += Right(std::string(title), kWidth);
  }
  for (const std::string_view kind : kKindNames) {
    row += Right(std::string(kind), std::max(kWidth, kind.size() + 1));
  }
  return row + "\n";
}

}  // namespace

void Totals::Add(const FileReport& file) {
  ++files;
  lines += file.lines;
  code_lines += file.code_lines;
  if (file.fenced) {
    ++fenced_files;
    fenced_lines += file.lines;
    fenced_code_lines += file.code_lines;
  }
  std::ranges::transform(counts, file.counts, counts.begin(), std::plus());
}

void Totals::Add(const Totals& other) {
  files += other.files;
  fenced_files += other.fenced_files;
  lines += other.lines;
  fenced_lines += other.fenced_lines;
  code_lines += other.code_lines;
  fenced_code_lines += other.fenced_code_lines;
  std::ranges::transform(counts, other.counts, counts.begin(), std::plus());
}

Totals SumOf(const Inventory& inventory, const std::string& prefix) {
  Totals sum;
  for (const auto& [package, totals] : inventory) {
    if (package.starts_with(prefix)) {
      sum.Add(totals);
    }
  }
  return sum;
}

std::string Table(const Inventory& inventory) {
  std::string table = Heading();
  for (const auto& [package, totals] : inventory) {
    const bool shown =
        totals.fenced_files > 0 ||
        std::ranges::any_of(totals.counts, [](std::size_t count) { return count > 0; });
    table += shown ? Row(package, totals) : "";
  }
  for (const std::string area : {"src", "tools", "tests"}) {
    const Totals sum = SumOf(inventory, area + "/");
    table += Row("all of " + area, sum);
    table += "  in the fence: " + Share(sum.fenced_files, sum.files) + " of files, " +
             Share(sum.fenced_lines, sum.lines) + " of lines, " +
             Share(sum.fenced_code_lines, sum.code_lines) + " of lines with code\n";
  }
  return table + "'code' are the lines of fenced files that hold more than comments.\n";
}

std::vector<std::string> BrokenLimits(const Inventory& inventory) {
  constexpr std::size_t kFilePercent = 6;
  constexpr std::size_t kLinePercent = 10;
  const Totals sum = SumOf(inventory, "src/");
  std::vector<std::string> broken;
  if (sum.fenced_files * 100 >= sum.files * kFilePercent) {
    broken.push_back("not below 6 % of the files under src");
  }
  if (sum.fenced_lines * 100 >= sum.lines * kLinePercent) {
    broken.push_back("not below 10 % of the lines under src");
  }
  if (sum.fenced_code_lines * 100 >= sum.code_lines * kLinePercent) {
    broken.push_back("not below 10 % of the lines with code under src");
  }
  return broken;
}

}  // namespace starkernel::fence
