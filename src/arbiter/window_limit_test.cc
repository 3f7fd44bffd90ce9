#include "src/arbiter/window_limit.h"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "src/arbiter/scripted_world.h"
#include "src/arbiter/sleep_queue.h"
#include "src/arbiter/vm_control_block.h"
#include "src/arbiter/vm_table.h"
#include "src/arbiter/window_alarm.h"
#include "src/base/quantities.h"

namespace starkernel::arbiter {
namespace {

class ScriptedAlarm final : public WindowAlarm {
 public:
  void Set(Nanoseconds time) override { set = time; }
  [[nodiscard]] bool HasGoneOff() override { return has_gone_off; }
  void Cancel() override { set.reset(); }

  std::optional<Nanoseconds> set;
  bool has_gone_off = false;
};

class WindowLimitTest : public testing::Test {
 protected:
  std::vector<VmControlBlock> blocks_{2};
  std::vector<SleepEntry> entries_{2};
  VmTable vms_{blocks_};
  SleepQueue sleepers_{vms_, entries_};
  ScriptedTime time_;
  ScriptedAlarm alarm_;
  WindowLimit limit_{time_, alarm_, sleepers_};
};

TEST_F(WindowLimitTest, AWindowBesideNoSleeperHasTheLongestTime) {
  time_.now = Nanoseconds(5);
  limit_.Begin();
  EXPECT_EQ(alarm_.set, WindowLimit::kLongest + Nanoseconds(5));
  EXPECT_FALSE(limit_.IsRaised());
  alarm_.has_gone_off = true;
  EXPECT_TRUE(limit_.IsRaised());
  limit_.End();
  EXPECT_EQ(alarm_.set, std::nullopt);
}

TEST_F(WindowLimitTest, TheFirstSleeperEndsIt) {
  sleepers_.Add(0, WindowLimit::kLongest - Nanoseconds(1));
  limit_.Begin();
  EXPECT_EQ(alarm_.set, WindowLimit::kLongest - Nanoseconds(1));
  sleepers_.Add(1, Nanoseconds(7));
  limit_.Begin();
  EXPECT_EQ(alarm_.set, Nanoseconds(7));
}

TEST_F(WindowLimitTest, ASleeperWhoSleepsLongerDoesNot) {
  sleepers_.Add(0, WindowLimit::kLongest + Nanoseconds(1));
  limit_.Begin();
  EXPECT_EQ(alarm_.set, WindowLimit::kLongest);
}

}  // namespace
}  // namespace starkernel::arbiter
