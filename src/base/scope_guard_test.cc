#include "src/base/scope_guard.h"

#include <gtest/gtest.h>

#include <type_traits>

namespace starkernel {
namespace {

using Plain = ScopeGuard<void (*)()>;
static_assert(!std::is_copy_constructible_v<Plain> && !std::is_move_constructible_v<Plain>);

TEST(ScopeGuardTest, ActsWhenTheScopeEnds) {
  int undone = 0;
  {
    const ScopeGuard undo([&undone] { ++undone; });
    EXPECT_EQ(undone, 0);
  }
  EXPECT_EQ(undone, 1);
}

TEST(ScopeGuardTest, ActsOnAnEarlyReturnAndNotOnceDismissed) {
  int undone = 0;
  const auto attempt = [&undone](bool succeeds) {
    ScopeGuard undo([&undone] { ++undone; });
    if (!succeeds) {
      return;
    }
    undo.Dismiss();
  };
  attempt(true);
  EXPECT_EQ(undone, 0);
  attempt(false);
  EXPECT_EQ(undone, 1);
}

}  // namespace
}  // namespace starkernel
