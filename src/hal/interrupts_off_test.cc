#include "src/hal/interrupts_off.h"

#include <gtest/gtest.h>

#include <type_traits>

#include "src/base/expect_panic.h"
#include "src/base/interrupt_roles.h"
#include "src/base/thread_annotations.h"
#include "src/hal/hosted/hosted_interrupts.h"

namespace starkernel::hal {
namespace {

static_assert(!std::is_copy_constructible_v<InterruptsOff> &&
              !std::is_move_constructible_v<InterruptsOff>);

// Data of one processor.
struct PerProcessor {
  int transitions SK_GUARDED_BY(kInterruptsOff) = 0;
  void Count() SK_REQUIRES(kInterruptsOff) { ++transitions; }
};

TEST(InterruptsOffTest, TurnsThemOnAgainOnlyIfTheyWereOn) {
  HostedInterrupts interrupts;
  EXPECT_FALSE(interrupts.IsOn());
  {
    const InterruptsOff guard(interrupts);
    EXPECT_FALSE(interrupts.IsOn());
  }
  EXPECT_FALSE(interrupts.IsOn());
  interrupts.TurnOn();
  {
    const InterruptsOff guard(interrupts);
    EXPECT_FALSE(interrupts.IsOn());
  }
  EXPECT_TRUE(interrupts.IsOn());
}

TEST(InterruptsOffTest, GivesTheRoleThatGuardsDataOfAProcessor) {
  HostedInterrupts interrupts;
  interrupts.TurnOn();
  PerProcessor data;
  const InterruptsOff guard(interrupts);
  data.Count();
  EXPECT_EQ(data.transitions, 1);
}

TEST(InterruptsOffTest, ARequirementIsCheckedAtRunTime) {
  HostedInterrupts interrupts;
  PerProcessor data;
  RequireInterruptsOff(interrupts);
  data.Count();
  EXPECT_EQ(data.transitions, 1);
  interrupts.TurnOn();
  EXPECT_PANIC(RequireInterruptsOff(interrupts), "interrupts are on where they have to be off");
}

}  // namespace
}  // namespace starkernel::hal
