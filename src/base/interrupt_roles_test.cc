#include "src/base/interrupt_roles.h"

#include <gtest/gtest.h>

#include <type_traits>

#include "src/base/role.h"
#include "src/base/thread_annotations.h"

namespace starkernel {
namespace {

static_assert(!std::is_copy_constructible_v<Role> && !std::is_copy_constructible_v<ScopedRole>);
static_assert(std::is_empty_v<Role> && std::is_empty_v<ScopedRole>, "a role costs nothing");

// What the analysis lets through; what it stops are tests of their own (tests/must_not_compile).
class EventCount {
 public:
  void OnInterrupt() SK_REQUIRES(kInterruptContext, kInterruptsOff) { ++events_; }
  [[nodiscard]] int Events() const SK_REQUIRES(kInterruptsOff) { return events_; }
  [[nodiscard]] int EventsAfterWaiting() const SK_EXCLUDES(kInterruptContext) {
    const ScopedRole off(kInterruptsOff);
    return events_;
  }

 private:
  int events_ SK_GUARDED_BY(kInterruptsOff) = 0;
};

TEST(InterruptRolesTest, GuardWhatAHandlerAndItsProcessorShare) {
  EventCount count;
  {
    const ScopedRole off(kInterruptsOff);
    const ScopedRole handler(kInterruptContext);
    count.OnInterrupt();
    EXPECT_EQ(count.Events(), 1);
  }
  EXPECT_EQ(count.EventsAfterWaiting(), 1);
}

}  // namespace
}  // namespace starkernel
