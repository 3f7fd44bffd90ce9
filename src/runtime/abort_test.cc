#include <gtest/gtest.h>

#include "src/base/expect_panic.h"

// abort_unsafe.cc, under names that leave the host's own functions alone: see BUILD.bazel.
extern "C" {
[[noreturn]] void starkernel_abort();
[[noreturn]] void starkernel_pure_virtual();
}
namespace std::inline __1 {
[[noreturn]] void starkernel_verbose_abort(const char* format, ...);
}  // namespace std::inline __1

namespace starkernel {
namespace {

TEST(AbortDeathTest, EveryWayToAbortPanics) {
  EXPECT_PANIC(starkernel_abort(), "abort was called");
  EXPECT_PANIC(starkernel_pure_virtual(), "a pure virtual function was called");
}

TEST(AbortDeathTest, TheMessageOfTheLibraryIsShown) {
  EXPECT_PANIC(std::starkernel_verbose_abort("%s", "index out of bounds"), "index out of bounds");
  EXPECT_PANIC(std::starkernel_verbose_abort("without arguments"), "without arguments");
}

}  // namespace
}  // namespace starkernel
