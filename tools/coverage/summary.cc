#include "tools/coverage/summary.h"

#include <algorithm>
#include <array>
#include <map>

namespace starkernel::tools {
namespace {

struct Sum {
  std::size_t covered = 0;
  std::size_t total = 0;

  Sum& operator+=(const Sum& other) {
    covered += other.covered;
    total += other.total;
    return *this;
  }
};

Sum SumOf(const FileCoverage& file) {
  const auto executed = [](const auto& line) { return line.second > 0; };
  return {.covered = static_cast<std::size_t>(std::ranges::count_if(file.lines, executed)),
          .total = file.lines.size()};
}

constexpr std::size_t kNameWidth = 48;
constexpr std::size_t kNumberWidth = 10;

std::string Right(const std::string& text) {
  return std::string(kNumberWidth - std::min(kNumberWidth, text.size()), ' ') + text;
}

std::string Left(std::string_view text) {
  return std::string(text) + std::string(kNameWidth - std::min(kNameWidth, text.size()), ' ');
}

std::string Head(std::string_view name) {
  return Left(name) + Right("executed") + Right("lines") + Right("share") + "\n";
}

std::string Row(std::string_view name, Sum sum) {
  // Rounded down: 100 % means all of them.
  const std::size_t permille = sum.total == 0 ? 1000 : sum.covered * 1000 / sum.total;
  const std::string share = std::to_string(permille / 10) + "." + std::to_string(permille % 10);
  return Left(name) + Right(std::to_string(sum.covered)) + Right(std::to_string(sum.total)) +
         Right(share + " %") + "\n";
}

std::string Rows(const std::map<std::string, Sum>& sums, std::string_view total_name) {
  std::string text;
  Sum total;
  for (const auto& [name, sum] : sums) {
    text += Row(name, sum);
    total += sum;
  }
  return text + Row(total_name, total);
}

}  // namespace

bool IsFenced(std::string_view name) {
  const std::string_view file = name.substr(name.rfind('/') + 1);
  return file.ends_with(".S") || file.contains("_unsafe.");
}

bool IsCounted(std::string_view name) {
  constexpr std::array<std::string_view, 3> kTests = {"_test.cc", "_benchmark.cc", "_test.h"};
  return (name.starts_with("src/") || name.starts_with("tools/")) &&
         std::ranges::none_of(kTests, [name](std::string_view end) { return name.ends_with(end); });
}

std::string SummaryTable(const CoverageData& data) {
  std::map<std::string, Sum> packages;
  std::map<std::string, Sum> fence;
  for (const auto& [name, file] : data) {
    if (IsCounted(name)) {
      packages[name.substr(0, name.rfind('/'))] += SumOf(file);
      if (IsFenced(name)) {
        fence[name] += SumOf(file);
      }
    }
  }
  return Head("package") + Rows(packages, "all packages") + "\n" + Head("file of the fence") +
         Rows(fence, "the fence");
}

std::vector<std::string> FenceGaps(const CoverageData& data) {
  std::vector<std::string> gaps;
  for (const auto& [name, file] : data) {
    for (const auto& [line, count] : file.lines) {
      if (IsCounted(name) && IsFenced(name) && count == 0) {
        gaps.push_back(name + ":" + std::to_string(line));
      }
    }
  }
  return gaps;
}

}  // namespace starkernel::tools
