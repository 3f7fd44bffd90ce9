#include "src/arbiter/machine_time.h"

#include <gtest/gtest.h>

#include <limits>
#include <optional>
#include <vector>

#include "src/arbiter/fake_machine.h"
#include "src/arbiter/reduction_time.h"
#include "src/base/quantities.h"
#include "src/hal/machine.h"

namespace starkernel::arbiter {
namespace {

TEST(MachineTimeTest, IsTheMachinesAndRestsUntilTheMoment) {
  FakeMachine machine;
  machine.time = Nanoseconds(100);
  MachineTime time(machine);
  time.Pass(Reductions(1'000));
  EXPECT_EQ(time.Now(), Nanoseconds(100));
  time.RestUntil(Nanoseconds(130));
  time.RestUntil(Nanoseconds(100));
  time.RestUntil(Nanoseconds(5));
  time.RestUntil(std::nullopt);
  EXPECT_EQ(machine.idled, (std::vector{Nanoseconds(30), hal::kIdleWithoutEnd}));
}

TEST(ReductionTimeTest, PassesWithWhatIsSpentAndJumpsWhileNobodyCanRun) {
  FakeMachine machine;
  machine.time = Nanoseconds(100);
  ReductionTime time(machine);
  EXPECT_EQ(time.Now(), Nanoseconds(0));
  time.Pass(Reductions(7));
  EXPECT_EQ(time.Now(), Nanoseconds(70));
  time.RestUntil(Nanoseconds(75));
  EXPECT_EQ(time.Now(), Nanoseconds(75));
  time.RestUntil(Nanoseconds(60));
  EXPECT_EQ(time.Now(), Nanoseconds(75)) << "it went back";
  EXPECT_TRUE(machine.idled.empty());
  time.RestUntil(std::nullopt);
  EXPECT_EQ(machine.idled, std::vector{hal::kIdleWithoutEnd});
  time.Pass(Reductions(std::numeric_limits<std::uint64_t>::max()));
  EXPECT_EQ(time.Now(), Nanoseconds(std::numeric_limits<std::uint64_t>::max()));
}

}  // namespace
}  // namespace starkernel::arbiter
