#include "src/hal/line_state.h"

#include <gtest/gtest.h>

namespace starkernel::hal {
namespace {

TEST(LineStateTest, OneByLevelUntilItIsAcknowledged) {
  LineState line;
  EXPECT_FALSE(line.open());
  EXPECT_TRUE(line.masked());
  line.Open(true);
  EXPECT_TRUE(line.open());
  EXPECT_FALSE(line.masked());
  EXPECT_FALSE(line.Acknowledge()) << "nothing came";
  EXPECT_TRUE(line.Count());
  EXPECT_TRUE(line.masked());
  EXPECT_TRUE(line.Count()) << "one that came all the same";
  EXPECT_TRUE(line.Acknowledge());
  EXPECT_FALSE(line.masked());
}

TEST(LineStateTest, AFewByEdges) {
  LineState line;
  line.Open(false);
  for (int edge = 1; edge < LineState::kMostEdges; ++edge) {
    ASSERT_FALSE(line.Count()) << edge;
  }
  EXPECT_FALSE(line.masked());
  EXPECT_TRUE(line.Count());
  EXPECT_TRUE(line.masked());
  EXPECT_TRUE(line.Acknowledge());
  EXPECT_FALSE(line.Count());
}

TEST(LineStateTest, AClosedOneIsMasked) {
  LineState line;
  line.Open(false);
  line.Close();
  EXPECT_FALSE(line.open());
  EXPECT_TRUE(line.masked());
}

}  // namespace
}  // namespace starkernel::hal
