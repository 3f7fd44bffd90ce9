#include "tools/physics_plots/csv_table.h"

#include "gtest/gtest.h"

namespace starkernel::tools {
namespace {

TEST(CsvTableTest, FindsATableAmongOtherLines) {
  const auto table =
      CsvTable::Find("StarKernel\n1,2\nrun,x\n1,-2\nok\n3,4\r\nVM[0] info: 5,6\n", "run");
  ASSERT_TRUE(table.has_value()) << table.error();
  EXPECT_EQ(table->size(), 2U);
  EXPECT_EQ(table->At(0, "x"), -2);
  EXPECT_EQ(table->At(1, "run"), 3);
  EXPECT_TRUE(table->Has("x"));
  EXPECT_FALSE(table->Has("y"));
}

TEST(CsvTableTest, FindsRowsBehindTheMarkThatStandsBeforeTheNames) {
  const auto table = CsvTable::Find("VM[0] info: TICK:tick,x\n7,8\nVM[0] info: TICK:1,2\n", "tick");
  ASSERT_TRUE(table.has_value()) << table.error();
  ASSERT_EQ(table->size(), 1U);
  EXPECT_EQ(table->At(0, "x"), 2);
}

TEST(CsvTableTest, SaysWhatIsWrong) {
  EXPECT_EQ(CsvTable::Find("a,b\n", "run").error(), "no line begins a table with the column run");
  EXPECT_EQ(CsvTable::Find("run,x\n1,2,3\n", "run").error(), "line 2 has 3 values, not 2");
}

}  // namespace
}  // namespace starkernel::tools
