#include "tests/peers/path_times.h"

#include <gtest/gtest.h>

namespace starkernel::tests {
namespace {

TEST(PathTimes, AreFoundInAnyOrderAmongOtherLines) {
  EXPECT_EQ(TimesIn("booting\n"
                    "path: 3 another begun and killed\n"
                    "path: 1 8 bytes sent to oneself and received\n"
                    "path: 9 something else\n"
                    "path: 18446744073709551615 8 bytes to another and back"),
            (PathTimes{1, 18446744073709551615U, 3}));
}

TEST(PathTimes, NameThePathThatIsMissing) {
  EXPECT_EQ(TimesIn("path: 1 8 bytes sent to oneself and received\n"
                    "path: x 8 bytes to another and back\n"
                    "path: 18446744073709551616 another begun and killed\n")
                .error(),
            "no time for '8 bytes to another and back'");
  EXPECT_EQ(TimesIn("").error(), "no time for '8 bytes sent to oneself and received'");
}

}  // namespace
}  // namespace starkernel::tests
