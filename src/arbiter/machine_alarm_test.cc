#include "src/arbiter/machine_alarm.h"

#include <gtest/gtest.h>

#include <vector>

#include "src/arbiter/fake_machine.h"
#include "src/base/quantities.h"
#include "src/hal/model_devices.h"

namespace starkernel::arbiter {
namespace {

class MachineAlarmTest : public testing::Test {
 protected:
  FakeMachine machine_;
  MachineAlarm alarm_{machine_};
};

TEST_F(MachineAlarmTest, GoesOffWhenTheTimerHasExpired) {
  machine_.time = Nanoseconds(100);
  alarm_.Set(Nanoseconds(350));
  EXPECT_EQ(machine_.fake_timer.started, std::vector{Nanoseconds(250)});
  machine_.time = Nanoseconds(350);
  EXPECT_FALSE(alarm_.HasGoneOff()) << "the clock is not asked before the timer is";
  machine_.fake_timer.expirations = 1;
  EXPECT_TRUE(alarm_.HasGoneOff());
  alarm_.Cancel();
  EXPECT_EQ(machine_.fake_timer.stops, 1);
}

TEST_F(MachineAlarmTest, AnExpirationTooEarlyStartsTheTimerAgain) {
  alarm_.Set(Nanoseconds(1'000));
  machine_.time = Nanoseconds(999);
  machine_.fake_timer.expirations = 1;
  EXPECT_FALSE(alarm_.HasGoneOff());
  EXPECT_EQ(machine_.fake_timer.started, (std::vector{Nanoseconds(1'000), Nanoseconds(1)}));
  machine_.time = Nanoseconds(1'000);
  machine_.fake_timer.expirations = 1;
  EXPECT_TRUE(alarm_.HasGoneOff());
}

TEST_F(MachineAlarmTest, ATimeThatHasComeNeedsNoTimer) {
  machine_.time = Nanoseconds(50);
  alarm_.Set(Nanoseconds(50));
  EXPECT_TRUE(alarm_.HasGoneOff());
  alarm_.Cancel();
  EXPECT_TRUE(machine_.fake_timer.started.empty());
  EXPECT_EQ(machine_.fake_timer.stops, 0);
}

TEST_F(MachineAlarmTest, WithoutATimerTheClockIsLookedAt) {
  machine_.fake_timer.longest = Nanoseconds(0);
  alarm_.Set(Nanoseconds(10));
  EXPECT_FALSE(alarm_.HasGoneOff());
  machine_.time = Nanoseconds(9);
  EXPECT_FALSE(alarm_.HasGoneOff());
  machine_.time = Nanoseconds(10);
  EXPECT_TRUE(alarm_.HasGoneOff());
  EXPECT_TRUE(machine_.fake_timer.started.empty());
}

TEST_F(MachineAlarmTest, ADeviceThatInterruptsSetsItOff) {
  ASSERT_TRUE(machine_.model_devices.OpenLine(hal::ModelDevices::kEdgeLine).ok());
  alarm_.Set(Nanoseconds(1'000));
  EXPECT_FALSE(alarm_.HasGoneOff());
  machine_.model_devices.Signal(hal::ModelDevices::kEdgeLine);
  EXPECT_TRUE(alarm_.HasGoneOff());
  ASSERT_TRUE(machine_.model_devices.TakeInterrupts().has_value());
  EXPECT_FALSE(alarm_.HasGoneOff()) << "it was told";
}

}  // namespace
}  // namespace starkernel::arbiter
