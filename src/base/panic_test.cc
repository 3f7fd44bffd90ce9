#include "src/base/panic.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <source_location>
#include <string>
#include <string_view>

#include "src/base/expect_panic.h"

namespace starkernel {
namespace {

constexpr bool RequireHolds() {
  Require(true, "never seen");
  return true;
}
static_assert(RequireHolds());

[[noreturn]] void PrintLocation(std::string_view message, std::source_location where) {
  std::fprintf(stderr, "%s at %s:%u\n", std::string(message).c_str(), where.file_name(),
               where.line());
  std::abort();
}

TEST(PanicTest, HandlerGetsTheMessageAndThePlaceOfTheCall) {
  constexpr unsigned kNextLine = __LINE__ + 1;
  const auto panic = [] { Panic("broken"); };
  EXPECT_DEATH(
      {
        SetPanicHandler(PrintLocation);
        panic();
      },
      "broken at .*panic_test\\.cc:" + std::to_string(kNextLine));
}

TEST(PanicTest, RequireReportsItsCallerNotItself) {
  constexpr unsigned kNextLine = __LINE__ + 1;
  const auto fail = [] { Require(false, "unmet"); };
  EXPECT_DEATH(
      {
        SetPanicHandler(PrintLocation);
        fail();
      },
      "unmet at .*panic_test\\.cc:" + std::to_string(kNextLine));
}

TEST(PanicTest, WithoutAHandlerItTraps) {
  EXPECT_EXIT(Panic("nobody hears"), testing::KilledBySignal(SIGILL), "^$");
}

TEST(PanicTest, AHandlerThatReturnsDoesNotLetThePanicReturn) {
  const auto panic = [] {
    SetPanicHandler([](std::string_view, std::source_location) { std::fputs("heard", stderr); });
    Panic("ignored");
  };
  EXPECT_EXIT(panic(), testing::KilledBySignal(SIGILL), "heard");
}

TEST(PanicTest, RequireOfATruthGoesOn) {
  int reached = 0;
  Require(reached == 0, "never seen");
  ++reached;
  EXPECT_EQ(reached, 1);
}

TEST(PanicTest, ExpectPanicMatchesTheMessage) {
  EXPECT_PANIC(Panic("the exact words"), "the exact words");
}

}  // namespace
}  // namespace starkernel
