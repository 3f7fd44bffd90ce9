#include <gtest/gtest.h>

#include <cstdarg>
#include <string_view>

#include "src/base/expect_panic.h"
#include "src/base/panic.h"

// The functions under names that leave the host's own alone.
#define abort starkernel_abort
#define __cxa_pure_virtual starkernel_pure_virtual
#define __libcpp_verbose_abort starkernel_verbose_abort
#include "src/runtime/abort_unsafe.cc"
#undef abort
#undef __cxa_pure_virtual
#undef __libcpp_verbose_abort

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
