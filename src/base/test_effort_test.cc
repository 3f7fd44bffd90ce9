#include "src/base/test_effort.h"

#include <cstdlib>
#include <optional>

#include "gtest/gtest.h"

namespace starkernel {
namespace {

/// Whatever this test itself is to do.
class TestEffortTest : public testing::Test {
 protected:
  TestEffortTest() {
    for (const char* const name :
         {"STARKERNEL_OPERATIONS", "STARKERNEL_SHARE", "STARKERNEL_DEPTH"}) {
      ::unsetenv(name);
    }
  }
};

TEST_F(TestEffortTest, IsTheUsualOneIfNothingElseIsSaid) {
  EXPECT_EQ(WantedOperations(), std::nullopt);
  EXPECT_EQ(OperationsToTry(40), 40U);
  EXPECT_EQ(DepthToTry(4), 4U);
}

TEST_F(TestEffortTest, IsAShareOfTheUsualOne) {
  ::setenv("STARKERNEL_SHARE", "5", 1);
  EXPECT_EQ(OperationsToTry(40), 8U);
  EXPECT_EQ(DepthToTry(4), 3U);
}

TEST_F(TestEffortTest, IsWhatALongRunAsksForWhateverTheShare) {
  ::setenv("STARKERNEL_SHARE", "5", 1);
  ::setenv("STARKERNEL_OPERATIONS", "1000000", 1);
  ::setenv("STARKERNEL_DEPTH", "6", 1);
  EXPECT_EQ(OperationsToTry(40), 1'000'000U);
  EXPECT_EQ(DepthToTry(4), 6U);
}

TEST_F(TestEffortTest, IsNoShareOfZero) {
  ::setenv("STARKERNEL_SHARE", "0", 1);
  EXPECT_EXIT(static_cast<void>(OperationsToTry(40)), testing::ExitedWithCode(EXIT_FAILURE),
              "STARKERNEL_SHARE is 0");
}

}  // namespace
}  // namespace starkernel
