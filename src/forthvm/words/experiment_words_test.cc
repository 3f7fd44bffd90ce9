#include "src/forthvm/words/experiment_words.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

/// A row of CSV by the names of its columns.
using Row = std::map<std::string, std::int64_t>;

std::vector<std::string> Fields(const std::string& line) {
  std::vector<std::string> fields;
  std::istringstream text(line);
  for (std::string field; std::getline(text, field, ',');) {
    fields.push_back(field);
  }
  return fields;
}

/// The rows of what EXEC-DOE wrote, in their order.
std::vector<Row> Rows(const std::string& text) {
  std::istringstream lines(text);
  std::vector<std::string> names;
  std::vector<Row> rows;
  for (std::string line; std::getline(lines, line) && line != "ok";) {
    const std::vector<std::string> fields = Fields(line);
    if (names.empty()) {
      names = fields;
      continue;
    }
    EXPECT_EQ(fields.size(), names.size()) << line;
    Row& row = rows.emplace_back();
    for (std::size_t column = 0; column < fields.size(); ++column) {
      row[names[column]] = std::stoll(fields[column]);
    }
  }
  return rows;
}

const std::vector<Row>& AllRuns() {
  static const std::vector<Row> kRows = [] {
    VmHarness vm;
    return Rows(vm.Answer("5 1 EXEC-DOE"));
  }();
  return kRows;
}

TEST(ExperimentWords, CheckTheirArguments) {
  ExpectAnswers({
      {"1 0 EXEC-DOE", "? invalid numeric argument: repetitions 0, valid are 1 to 100 (THROW -24)"},
      {"1 101 EXEC-DOE",
       "? invalid numeric argument: repetitions 101, valid are 1 to 100 (THROW -24)"},
      {"38699 (DOE-POINT) . . .", "255 2 99 ok"},
      {"38700 (DOE-POINT)",
       "? invalid numeric argument: run 38700, valid are 0 to 38699 (THROW -24)"},
      {"1 -1 DOE-RUN", "? invalid numeric argument: run -1, valid are 0 to 38699 (THROW -24)"},
      {"0 (DOE-ROW)",
       "? unsupported operation: physics is off, PHYSICS-ON switches it on (THROW -21)"},
      {".S", "<0> ok"},
  });
}

TEST(ExperimentWords, DoTheSameForTheSameNumbers) {
  VmHarness one;
  VmHarness other;
  other.Answer(": ELSEWHERE ; : MORE ELSEWHERE ; FORGET MORE");
  const std::string row = one.Answer("5 383 DOE-RUN");
  EXPECT_EQ(one.Answer("5 383 DOE-RUN"), row);
  EXPECT_EQ(VmHarness().Answer("5 383 DOE-RUN"), row);
  EXPECT_NE(one.Answer("6 383 DOE-RUN"), row);
  EXPECT_EQ(one.Answer("383 (DOE-ROW) .S").substr(0, 16), "383,0,2,1,1,1,1,");
  EXPECT_EQ(one.Answer("PHYSICS-OFF .S"), "<0> ok");
}

TEST(ExperimentWords, RunEachSettingWithEachWorkloadInARandomOrder) {
  std::set<std::int64_t> runs;
  std::size_t in_order = 0;
  for (const Row& row : AllRuns()) {
    in_order += runs.contains(row.at("run") - 1) ? 1 : 0;
    runs.insert(row.at("run"));
  }
  EXPECT_EQ(AllRuns().size(), 387U);
  EXPECT_EQ(runs.size(), 387U);
  EXPECT_EQ(*runs.rbegin(), 386);
  // About half of the runs come behind the one before them.
  EXPECT_GT(in_order, 387U / 3);
  EXPECT_LT(in_order, 387U * 2 / 3);
}

TEST(ExperimentWords, CountWhatLoopsDoWhereTheyAreOnAlone) {
  const std::vector<std::pair<std::string, std::string>> kCounted = {{"L4", "predictions"},
                                                                     {"L5", "widths_inferred"},
                                                                     {"L6", "slopes_inferred"},
                                                                     {"L7", "interval_changes"},
                                                                     {"L8", "mode_changes"}};
  for (const auto& [loop, column] : kCounted) {
    std::int64_t most = 0;
    for (const Row& row : AllRuns()) {
      EXPECT_TRUE(row.at(loop) == 1 || row.at(column) == 0)
          << column << " of run " << row.at("run");
      most = std::max(most, row.at(column));
    }
    EXPECT_GT(most, 0) << column;
  }
}

TEST(ExperimentWords, ShowWhatIsDoneAndLeaveNothingBehind) {
  VmHarness vm;
  vm.Answer("5 1 EXEC-DOE");
  EXPECT_NE(vm.host().log.find("info: DOE: 194 of 387 runs done\n"), std::string::npos);
  EXPECT_EQ(vm.Answer("PHYSICS-LOOPS@"),
            "? unsupported operation: physics is off, PHYSICS-ON switches it on (THROW -21)");
  EXPECT_EQ(vm.Answer(".S"), "<0> ok");
}

}  // namespace
}  // namespace starkernel::forthvm
