#include "src/base/noted_count.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

namespace starkernel {
namespace {

TEST(NotedCountTest, PowersOfTwoAreNoted) {
  NotedCount noted;
  std::vector<std::uint64_t> lines;
  for (std::uint64_t count = 0; count <= 20; ++count) {
    for (int look = 0; look < 2; ++look) {
      if (noted.IsWorthALine(count)) {
        lines.push_back(count);
      }
    }
  }
  EXPECT_EQ(lines, (std::vector<std::uint64_t>{1, 2, 4, 8, 16}));
}

TEST(NotedCountTest, ManyAtOnceAreNotedOnce) {
  NotedCount noted;
  EXPECT_TRUE(noted.IsWorthALine(5));
  EXPECT_FALSE(noted.IsWorthALine(7));
  EXPECT_TRUE(noted.IsWorthALine(8));
}

}  // namespace
}  // namespace starkernel
