#include "src/console/columns.h"

#include <gtest/gtest.h>

namespace starkernel::console {
namespace {

static_assert(!IsContinuationByte('\x7F') && IsContinuationByte('\x80'));
static_assert(IsContinuationByte('\xBF') && !IsContinuationByte('\xC0'));

TEST(ColumnsTest, CountsCodePointsNotBytes) {
  EXPECT_EQ(Columns(""), 0U);
  EXPECT_EQ(Columns("abc"), 3U);
  EXPECT_EQ(Columns("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"), 4U);
}

}  // namespace
}  // namespace starkernel::console
