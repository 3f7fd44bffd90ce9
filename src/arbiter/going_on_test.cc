#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <vector>

#include "src/arbiter/budget_group.h"
#include "src/arbiter/chores.h"
#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/priority_class.h"
#include "src/arbiter/runnable.h"
#include "src/arbiter/scripted_world.h"
#include "src/arbiter/vm_control_block.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/forthvm/wait.h"

namespace starkernel::arbiter {
namespace {

using forthvm::WaitReason;

/// All that can be seen of a window.
struct Seen {
  VmId vm;
  std::uint64_t quantum = 0;
  std::uint64_t time = 0;
  std::uint64_t spent_before = 0;
  std::uint64_t left = 0;  ///< Of its group's budget.
  std::uint64_t windows = 0;

  friend bool operator==(const Seen&, const Seen&) = default;
};

/// VM instances that wait and spend by chance, of several classes and groups, so that one is often
/// alone; they stop where their windows end, or go on in place where they may.
class Crowd {
 public:
  static constexpr std::size_t kWindows = 20'000;

  explicit Crowd(bool goes_on) : goes_on_(goes_on) {
    const BudgetGroupId poor = world_.arbiter().ready().AddGroup(Reductions(50'000)).value();
    world_.on_look = [this](bool rested) { looks_ += rested ? 0 : 1; };
    world_.sees_nothing = [this] {
      // Sometimes there is something, which is seen by who looks.
      const bool nothing = (looks_ + 1) % 5 != 0;
      looks_ += nothing ? 1 : 0;
      return nothing;
    };
    Add(PriorityClass::kNormal, BudgetGroupId(0), 3'000);
    Add(PriorityClass::kBackground, poor, 20);
    Add(PriorityClass::kInteractive, poor, 4);
    while (seen.size() < kWindows) {
      static_cast<void>(world_.arbiter().NextEvent());
    }
  }

  [[nodiscard]] CpuArbiter& arbiter() [[clang::lifetimebound]] { return world_.arbiter(); }

  std::vector<Seen> seen;
  std::uint64_t gone_on = 0;

  [[nodiscard]] std::uint64_t looks() const { return looks_; }

 private:
  /// One that waits once in so many windows.
  void Add(PriorityClass priority, BudgetGroupId group, std::uint32_t waits_in) {
    const auto number = static_cast<std::uint32_t>(world_.vms().capacity() + waits_in);
    world_.Start(
        [this, waits_in, chance = std::minstd_rand(number)](const WindowGrant& first) mutable {
          WindowGrant grant = first;
          for (;;) {
            const WindowEnd end = OneWindow(grant, chance, waits_in);
            if (!goes_on_ || end.outcome != WindowOutcome::kSpent) {
              return end;
            }
            const std::optional<WindowGrant> next = grant.next->GoOn(end);
            if (!next.has_value()) {
              return end;
            }
            ++gone_on;
            grant = *next;
          }
        },
        priority, group);
  }

  WindowEnd OneWindow(const WindowGrant& grant, std::minstd_rand& chance, std::uint32_t waits_in) {
    const VmId self = arbiter().running().value();
    const VmControlBlock& vm = world_.At(self);
    const Nanoseconds now = arbiter().Now();
    seen.push_back({.vm = self,
                    .quantum = grant.quantum.value(),
                    .time = now.value(),
                    .spent_before = arbiter().spent().value(),
                    .left = arbiter().ready().LeftOf(vm.group).value().value(),
                    .windows = vm.windows});
    if (seen.size() >= kWindows) {
      return {.outcome = WindowOutcome::kFaulted};
    }
    const Reductions spent = grant.quantum + Reductions(chance() % 100);
    if (chance() % waits_in == 0) {
      return WaitFor(WaitReason::kTime, now + Nanoseconds(chance() % 2'000'000), spent);
    }
    return {.outcome = WindowOutcome::kSpent, .spent = spent};
  }

  bool goes_on_;
  std::uint64_t looks_ = 0;
  ScriptedWorld world_;
};

TEST(GoingOn, IsAsIfItHadStopped) {
  Crowd stops(false);
  Crowd goes_on(true);
  EXPECT_GT(goes_on.gone_on, Crowd::kWindows / 20);
  EXPECT_EQ(stops.gone_on, 0U);
  for (std::size_t window = 0; window < Crowd::kWindows; ++window) {
    ASSERT_TRUE(goes_on.seen.at(window) == stops.seen.at(window)) << "window " << window;
  }
  EXPECT_EQ(goes_on.arbiter().spent(), stops.arbiter().spent());
  EXPECT_EQ(goes_on.looks(), stops.looks());
}

/// Whether who spends its window may go on in place.
class Asking : public testing::Test {
 protected:
  Asking() {
    world_.sees_nothing = [] { return true; };
  }

  /// Whether it may after it has spent so much, doing `what` meanwhile. If not, nothing is charged.
  [[nodiscard]] bool MayGoOn(
      Reductions spent, const std::function<void(VmId)>& what = [](VmId) {}) {
    bool may = false;
    const VmId asking = world_.Start([&](const WindowGrant& grant) -> WindowEnd {
      const VmId self = arbiter().running().value();
      what(self);
      const std::uint64_t windows = world_.At(self).windows;
      const Reductions before = arbiter().spent();
      may = grant.next->GoOn({.outcome = WindowOutcome::kSpent, .spent = spent}).has_value();
      EXPECT_EQ(world_.At(self).windows, windows + (may ? 1U : 0U));
      EXPECT_EQ(arbiter().spent(), before + (may ? spent : Reductions(0)));
      return {.outcome = WindowOutcome::kFaulted};
    });
    world_.time.on_rest = [&] { arbiter().EndAndTell(asking).value(); };
    static_cast<void>(arbiter().NextEvent());
    return may;
  }

  /// Somebody who spends 8 and waits until then.
  void Sleep(Nanoseconds until) {
    world_.Start(
        [until](const WindowGrant&) {
          return WaitFor(WaitReason::kTime, until, CpuArbiter::kLeastCharge);
        },
        PriorityClass::kInteractive);
  }

  [[nodiscard]] CpuArbiter& arbiter() [[clang::lifetimebound]] { return world_.arbiter(); }

  ScriptedWorld world_;
};

TEST_F(Asking, WhoIsAloneMay) { EXPECT_TRUE(MayGoOn(CpuArbiter::kLookAfter)); }

TEST_F(Asking, NotIfTheLookoutSeesSomething) {
  world_.sees_nothing = [] { return false; };
  EXPECT_FALSE(MayGoOn(CpuArbiter::kLookAfter));
}

TEST_F(Asking, BeforeALookTheLookoutIsNotAsked) {
  world_.sees_nothing = [] { return false; };
  EXPECT_TRUE(MayGoOn(CpuArbiter::kLookAfter - Reductions(1)));
}

TEST_F(Asking, NotIfSomebodyElseCanRun) {
  EXPECT_FALSE(
      MayGoOn(Reductions(9), [&](VmId) { world_.Start(Loop, PriorityClass::kBackground); }));
}

TEST_F(Asking, NotIfSomebodysTimeHasCome) {
  Sleep(Nanoseconds(10'008));
  EXPECT_FALSE(MayGoOn(Reductions(10'000)));
}

TEST_F(Asking, WhileOthersSleepItMay) {
  Sleep(Nanoseconds(10'009));
  EXPECT_TRUE(MayGoOn(Reductions(10'000)));
}

TEST_F(Asking, NotIfItIsHeldBack) {
  EXPECT_FALSE(MayGoOn(Reductions(9), [&](VmId self) { arbiter().Block(self).value(); }));
}

TEST_F(Asking, NotIfItHasEnded) {
  EXPECT_FALSE(MayGoOn(Reductions(9), [&](VmId self) { arbiter().End(self).value(); }));
}

TEST_F(Asking, NotIfAnothersEndIsToBeTold) {
  Sleep(Nanoseconds(1'000'000));
  EXPECT_FALSE(MayGoOn(Reductions(9), [&](VmId) { arbiter().EndAndTell(VmId(0)).value(); }));
}

TEST_F(Asking, NotIfThereAreChores) {
  struct Chore final : Chores {
    [[nodiscard]] VmId Payer() const override { return kNoVm; }
    [[nodiscard]] bool Step() override { return false; }
  } chore;
  EXPECT_FALSE(MayGoOn(Reductions(9), [&](VmId) { arbiter().BeginChores(chore); }));
}

}  // namespace
}  // namespace starkernel::arbiter
