#include "tools/fence/budget.h"

#include <gtest/gtest.h>

#include <expected>
#include <string>
#include <vector>

#include "tools/fence/file_report.h"
#include "tools/fence/inventory.h"
#include "tools/fence/unsafe_operation.h"

namespace starkernel::fence {
namespace {

using Lines = std::vector<std::string>;

FileReport File(bool fenced, std::size_t lines, std::size_t code_lines, std::size_t casts) {
  FileReport file;
  file.fenced = fenced;
  file.lines = lines;
  file.code_lines = code_lines;
  file.counts.at(static_cast<std::size_t>(Kind::kCast)) = casts;
  return file;
}

TEST(BudgetTest, HoldsWhatIsUnsafe) {
  Inventory inventory;
  inventory["src/a"].Add(File(true, 30, 20, 3));
  inventory["src/a"].Add(File(false, 100, 90, 0));
  inventory["src/b"].Add(File(false, 100, 90, 0));
  const Budget expected = {{"src/a", {{"cast", 3}, {"files", 1}, {"lines", 20}}}};
  EXPECT_EQ(BudgetOf(inventory), expected);
}

TEST(BudgetTest, IsReadAsItWasWritten) {
  const Budget budget = {{"src/a", {{"cast", 3}, {"files", 1}}}, {"tools/b", {{"asm", 12}}}};
  EXPECT_EQ(ParseBudget(Format(budget)), budget);
  EXPECT_TRUE(Format(budget).ends_with("\nsrc/a: cast 3, files 1\ntools/b: asm 12\n"));
}

TEST(BudgetTest, ABrokenLineIsNamed) {
  for (const std::string line :
       {"src/a", "src/a:", "src/a: cast", "src/a: cast x", "src/a: cast 1 2",
        "src/a: cast 1, cast 2", "src/a: cast 1\nsrc/a: cast 1",
        "src/a: cast 99999999999999999999"}) {
    EXPECT_FALSE(ParseBudget(line).has_value()) << line;
  }
  EXPECT_EQ(ParseBudget("# x\nsrc/a: y\n").error(), "this is no line of a budget: src/a: y");
}

TEST(BudgetTest, EveryDifferenceIsNamed) {
  const Budget allowed = {{"src/a", {{"cast", 3}, {"asm", 2}, {"files", 1}}}};
  EXPECT_EQ(Compare(allowed, allowed).above, Lines());
  EXPECT_EQ(Compare(allowed, allowed).below, Lines());
  const Differences differences =
      Compare({{"src/a", {{"cast", 4}, {"files", 1}}}, {"src/b", {{"union", 1}}}}, allowed);
  EXPECT_EQ(differences.above, (Lines{"src/a: cast 4, budget 3", "src/b: union 1, budget 0"}));
  EXPECT_EQ(differences.below, Lines{"src/a: asm 0, budget 2"});
}

TEST(InventoryTest, LimitsHoldForTheKernelAlone) {
  Inventory inventory;
  for (int file = 0; file < 94; ++file) {
    inventory["src/a"].Add(File(false, 100, 50, 0));
  }
  for (int file = 0; file < 5; ++file) {
    inventory["src/a"].Add(File(true, 100, 50, 1));
  }
  inventory["tools/a"].Add(File(true, 10000, 5000, 1));
  EXPECT_EQ(BrokenLimits(inventory), Lines());
  inventory["src/b"].Add(File(true, 100, 50, 1));  // 6 of 100
  EXPECT_EQ(BrokenLimits(inventory), Lines{"not below 6 % of the files under src"});
}

TEST(InventoryTest, LinesAreLimitedWithAndWithoutComments) {
  Inventory inventory;
  for (int file = 0; file < 99; ++file) {
    inventory["src/a"].Add(File(false, 100, 100, 0));
  }
  inventory["src/a"].Add(File(true, 1099, 1, 1));
  EXPECT_EQ(BrokenLimits(inventory), Lines());
  Inventory commented = inventory;
  commented["src/a"].Add(File(true, 1, 0, 0));  // 1100 of 11000
  EXPECT_EQ(BrokenLimits(commented), Lines{"not below 10 % of the lines under src"});
  inventory["src/a"].Add(File(true, 0, 1099, 0));  // 1100 of 11000
  EXPECT_EQ(BrokenLimits(inventory), Lines{"not below 10 % of the lines with code under src"});
}

TEST(InventoryTest, TheTableShowsSharesAndWhatIsUnsafe) {
  Inventory inventory;
  inventory["src/a"].Add(File(true, 30, 20, 7));
  inventory["src/b"].Add(File(false, 70, 60, 0));
  const std::string table = Table(inventory);
  EXPECT_NE(table.find("\nsrc/a                       1      1     30     30     20      7"),
            std::string::npos)
      << table;
  EXPECT_EQ(table.find("\nsrc/b"), std::string::npos);
  EXPECT_NE(table.find("50.0 % of files, 30.0 % of lines, 25.0 % of lines with code"),
            std::string::npos)
      << table;
}

}  // namespace
}  // namespace starkernel::fence
