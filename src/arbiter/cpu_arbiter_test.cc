#include "src/arbiter/cpu_arbiter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "src/arbiter/lifecycle.h"
#include "src/arbiter/preemption.h"
#include "src/arbiter/priority_class.h"
#include "src/arbiter/runnable.h"
#include "src/arbiter/scripted_world.h"
#include "src/arbiter/vm_control_block.h"
#include "src/arbiter/window_alarm.h"
#include "src/base/error.h"
#include "src/base/expect_panic.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/forthvm/wait.h"

namespace starkernel::arbiter {
namespace {

using forthvm::kNever;
using forthvm::WaitReason;
using forthvm::WakeCause;
using enum LifecycleState;

const WindowEnd kEnd{.outcome = WindowOutcome::kEnded, .wait = {}, .spent = Reductions(3)};

class CpuArbiterTest : public testing::Test {
 protected:
  [[nodiscard]] LifecycleState StateOf(VmId id) const { return world_.At(id).lifecycle.state(); }
  [[nodiscard]] std::vector<VmId> Order() const {
    std::vector<VmId> order;
    for (const ScriptedWorld::Window& window : world_.windows) {
      order.push_back(window.vm);
    }
    return order;
  }

  ScriptedWorld world_;
  CpuArbiter& arbiter_ = world_.arbiter();
};

TEST_F(CpuArbiterTest, OneThatEndsIsReportedOnceAndTheOthersGoOn) {
  const VmId first = world_.Start([](const WindowGrant&) { return kEnd; });
  int windows = 0;
  const VmId second = world_.Start([&](const WindowGrant& grant) {
    EXPECT_EQ(grant.quantum, Reductions(10'000));
    EXPECT_EQ(arbiter_.running(), VmId(1));
    return ++windows == 3 ? kEnd : Loop(grant);
  });
  EXPECT_EQ(arbiter_.alive(), 2U);
  const ArbiterEvent one = arbiter_.NextEvent();
  EXPECT_EQ(one.vm, first);
  EXPECT_EQ(one.state, kDead);
  EXPECT_EQ(arbiter_.NextEvent().vm, second);
  EXPECT_EQ(arbiter_.running(), std::nullopt);
  EXPECT_EQ(arbiter_.alive(), 0U);
  EXPECT_EQ(world_.At(second).windows, 3U);
  EXPECT_EQ(world_.At(second).reductions.value(), 20'003U);
  EXPECT_EQ(world_.At(second).cycles, 0U);
  EXPECT_PANIC(static_cast<void>(arbiter_.NextEvent()), "no VM instance left");
}

TEST(CpuArbiterCyclesTest, WhatTheRunnersSawIsSharedByWhatWasCharged) {
  ScriptedWorld world(16, {}, true);
  int windows = 0;
  std::uint64_t began = 0;
  const VmId first = world.Start([&](const WindowGrant& grant) {
    began = windows == 0 ? grant.cycles : began;
    return WindowEnd{.outcome = WindowOutcome::kYielded, .spent = Reductions(30)};
  });
  const VmId second = world.Start([&](const WindowGrant& grant) {
    EXPECT_EQ(grant.cycles, began + static_cast<std::uint64_t>(windows) * 1'000);
    return WindowEnd{.outcome = ++windows == 3 ? WindowOutcome::kEnded : WindowOutcome::kYielded,
                     .spent = Reductions(10),
                     .cycles = grant.cycles + 1'000};
  });
  EXPECT_EQ(world.arbiter().NextEvent().vm, second);
  EXPECT_EQ(world.At(first).cycles, 3U * 750);
  EXPECT_EQ(world.At(second).cycles, 3U * 250);
  // Who does not look at the counter has it looked at by the arbiter, at the latest at an event.
  const VmId third = world.Start([](const WindowGrant&) { return kEnd; });
  EXPECT_EQ(world.arbiter().NextEvent().vm, third);
  EXPECT_GT(world.At(third).cycles, 0U);
}

TEST(CpuArbiterCyclesTest, AllVmInstancesTogetherHaveWhatWasCountedBetweenEvents) {
  ScriptedWorld world(16, {}, true);
  std::vector<VmId> vms;
  std::uint64_t first = 0;
  for (std::uint64_t spends = 1; spends <= 5; ++spends) {
    vms.push_back(world.Start([&first, spends](const WindowGrant& grant) {
      first = first == 0 ? grant.cycles : first;
      return WindowEnd{.outcome = WindowOutcome::kYielded, .spent = Reductions(spends * spends)};
    }));
  }
  world.StopAfter(100'003);
  const std::uint64_t before = __builtin_ia32_rdtsc();
  static_cast<void>(world.arbiter().NextEvent());
  const std::uint64_t after = __builtin_ia32_rdtsc();
  std::uint64_t sum = 0;
  for (const VmId vm : vms) {
    EXPECT_GT(world.At(vm).cycles, 0U);
    sum += world.At(vm).cycles;
  }
  EXPECT_GE(first, before);
  EXPECT_LE(first + sum, after);
}

TEST(CpuArbiterCyclesTest, WhileTheProcessorRestsNobodyIsCharged) {
  ScriptedWorld world(16, {}, true);
  const VmId sleeper = world.Start([](const WindowGrant& grant) {
    return grant.wake == WakeCause::kNone ? WaitFor(WaitReason::kTime, Nanoseconds(1'000)) : kEnd;
  });
  std::uint64_t rested = 0;
  world.time.on_rest = [&] {
    rested = __builtin_ia32_rdtsc();
    while (__builtin_ia32_rdtsc() - rested < 10'000'000) {
    }
    rested = __builtin_ia32_rdtsc() - rested;
  };
  const std::uint64_t before = __builtin_ia32_rdtsc();
  EXPECT_EQ(world.arbiter().NextEvent().vm, sleeper);
  const std::uint64_t whole = __builtin_ia32_rdtsc() - before;
  EXPECT_LE(world.At(sleeper).cycles, whole - rested);
}

/// Goes off when it is asked the third time.
class ThirdTimeAlarm final : public WindowAlarm {
 public:
  void Set(Nanoseconds time) override {
    set.push_back(time);
    asked_ = 0;
  }
  [[nodiscard]] bool HasGoneOff() override { return ++asked_ == 3; }
  void Cancel() override {}

  std::vector<Nanoseconds> set;

 private:
  int asked_ = 0;
};

TEST(CpuArbiterPreemptionTest, WhoWaitedForTheTimeGoesBeforeWhoseWindowItEnded) {
  ThirdTimeAlarm alarm;
  ScriptedWorld world(16, {}, false, &alarm);
  const VmId sleeper = world.Start([&](const WindowGrant& grant) {
    return grant.wake == WakeCause::kNone ? WaitFor(WaitReason::kTime, Nanoseconds(12'010)) : kEnd;
  });
  const VmId loops = world.Start([](const WindowGrant& grant) {
    Reductions spent = Preemption::kFirstPiece;
    for (grant.preemption->Begin(); !grant.preemption->IsRaised();) {
      spent += Preemption::kPiece;
    }
    grant.preemption->End();
    return WindowEnd{.outcome = WindowOutcome::kPreempted, .spent = spent};
  });
  EXPECT_EQ(world.arbiter().NextEvent().vm, sleeper);
  EXPECT_EQ(alarm.set, std::vector{Nanoseconds(12'010)});
  EXPECT_EQ(world.At(loops).windows, 1U);
  EXPECT_EQ(world.At(loops).reductions.value(), 12'000U);
  EXPECT_EQ(world.At(loops).lifecycle.state(), kRunnable);
}

TEST(CpuArbiterPreemptionTest, WhoIsEndedByWhatAnAlarmToldIsReportedOnce) {
  ThirdTimeAlarm alarm;
  ScriptedWorld world(16, {}, false, &alarm);
  const VmId other = world.Start(Loop);
  const VmId ended = world.Start([](const WindowGrant&) {
    return WindowEnd{.outcome = WindowOutcome::kPreempted, .spent = Reductions(5)};
  });
  world.on_look = [&](bool) {
    if (world.arbiter().running() == ended) {
      EXPECT_TRUE(world.arbiter().EndAndTell(ended).ok());
    }
  };
  EXPECT_EQ(world.arbiter().NextEvent().vm, ended);
  world.StopAfter(world.windows.size() + 3);
  EXPECT_EQ(world.arbiter().NextEvent().vm, other);
}

TEST_F(CpuArbiterTest, WhereTimeIsWhatIsSpentNothingElseEndsAWindow) {
  world_.Start([](const WindowGrant& grant) {
    EXPECT_EQ(grant.preemption, nullptr);
    return kEnd;
  });
  static_cast<void>(arbiter_.NextEvent());
}

TEST_F(CpuArbiterTest, AFaultedOneGoesOnWhenItIsResumed) {
  int windows = 0;
  const VmId id = world_.Start([&](const WindowGrant&) {
    return ++windows == 1 ? WindowEnd{.outcome = WindowOutcome::kFaulted} : kEnd;
  });
  EXPECT_EQ(arbiter_.NextEvent().state, kFaulted);
  EXPECT_EQ(world_.At(id).faults, 1U);
  EXPECT_EQ(arbiter_.alive(), 1U);
  EXPECT_TRUE(arbiter_.Resume(id).ok());
  EXPECT_EQ(arbiter_.Resume(id).error(), Error::kInvalidArgument);
  EXPECT_EQ(arbiter_.NextEvent().state, kDead);
}

TEST_F(CpuArbiterTest, OnlyAnEmbryoIsAdmitted) {
  const VmId id = world_.Make(Loop);
  EXPECT_EQ(StateOf(id), kEmbryo);
  EXPECT_EQ(arbiter_.alive(), 0U);
  EXPECT_TRUE(arbiter_.Admit(id).ok());
  EXPECT_EQ(arbiter_.Admit(id).error(), Error::kInvalidArgument);
  EXPECT_EQ(arbiter_.Admit(MakeVmId(0, 1)).error(), Error::kNotFound);
  EXPECT_EQ(arbiter_.Admit(world_.Make(Loop, PriorityClass::kNormal, BudgetGroupId(1))).error(),
            Error::kNotFound);
}

TEST_F(CpuArbiterTest, WhoWaitsIsToldWhyItGoesOn) {
  int windows = 0;
  const VmId waiting = world_.Start([&](const WindowGrant&) {
    return ++windows == 3 ? kEnd : WaitFor(WaitReason::kMessage, kNever);
  });
  world_.Start([&](const WindowGrant& grant) {
    if (StateOf(waiting) == kWaiting) {
      EXPECT_EQ(world_.At(waiting).wait_reason, WaitReason::kMessage);
      EXPECT_TRUE(arbiter_.Wake(waiting, windows == 1 ? WakeCause::kEvent : WakeCause::kEnded));
      EXPECT_FALSE(arbiter_.Wake(waiting, WakeCause::kEvent)) << "it does not wait any more";
    }
    return Loop(grant);
  });
  EXPECT_EQ(arbiter_.NextEvent().vm, waiting);
  std::vector<WakeCause> told;
  for (const ScriptedWorld::Window& window : world_.windows) {
    if (window.vm == waiting) {
      told.push_back(window.wake);
    }
  }
  EXPECT_EQ(told, (std::vector{WakeCause::kNone, WakeCause::kEvent, WakeCause::kEnded}));
  EXPECT_EQ(world_.At(waiting).wakes, 2U);
  EXPECT_FALSE(arbiter_.Wake(waiting, WakeCause::kEvent)) << "it is dead";
  EXPECT_FALSE(arbiter_.Wake(VmId(9), WakeCause::kEvent)) << "there is none such";
}

TEST_F(CpuArbiterTest, ADeadlineEndsAWaitAndAnEventForgetsIt) {
  int windows = 0;
  const VmId waiting = world_.Start([&](const WindowGrant&) {
    switch (++windows) {
      case 1: return WaitFor(WaitReason::kMessage, Nanoseconds(50'000));
      case 2: return WaitFor(WaitReason::kMessage, Nanoseconds(90'000));
      case 3: return WaitFor(WaitReason::kMessage, kNever);
      default: return kEnd;
    }
  });
  // As an interrupt would while the processor rests.
  world_.time.on_rest = [&] {
    if (windows > 1) {
      EXPECT_EQ(arbiter_.sleeping(), windows == 2 ? 1U : 0U);
      EXPECT_TRUE(arbiter_.Wake(waiting, WakeCause::kEvent));
      EXPECT_EQ(arbiter_.sleeping(), 0U);
    }
  };
  EXPECT_EQ(arbiter_.NextEvent().vm, waiting);
  ASSERT_EQ(world_.windows.size(), 4U);
  EXPECT_EQ(world_.windows[1].wake, WakeCause::kDeadline);
  EXPECT_EQ(world_.windows[2].wake, WakeCause::kEvent);
  EXPECT_EQ(world_.time.rests, (std::vector<std::optional<Nanoseconds>>{
                                   Nanoseconds(50'000), Nanoseconds(90'000), std::nullopt}))
      << "who waits for no time needs no tick";
}

TEST_F(CpuArbiterTest, SleepersWakeByTimeThenByWhoSleptFirst) {
  const auto sleeper = [&](std::uint64_t until) {
    return [until](const WindowGrant& grant) {
      return grant.wake == WakeCause::kNone ? WaitFor(WaitReason::kTime, Nanoseconds(until)) : kEnd;
    };
  };
  for (const std::uint64_t until : {300'000U, 100'000U, 300'000U, 200'000U}) {
    world_.Start(sleeper(until));
  }
  std::vector<std::uint64_t> ended;
  while (arbiter_.alive() > 0) {
    ended.push_back(arbiter_.NextEvent().vm.value());
  }
  EXPECT_EQ(ended, (std::vector<std::uint64_t>{1, 3, 0, 2}));
  EXPECT_EQ(arbiter_.rests(), 3U) << "one rest for each time, and none between";
  EXPECT_EQ(arbiter_.Now(), Nanoseconds(300'008 + 8)) << "no window after the last counts less";
}

TEST_F(CpuArbiterTest, AWakeTimeComesWhileOthersCompute) {
  world_.Start(Loop);
  const VmId sleeper = world_.Start([&](const WindowGrant& grant) {
    return grant.wake == WakeCause::kNone ? WaitFor(WaitReason::kTime, Nanoseconds(45'000)) : kEnd;
  });
  EXPECT_EQ(arbiter_.NextEvent().vm, sleeper);
  EXPECT_GE(arbiter_.Now(), Nanoseconds(45'000));
  EXPECT_LE(arbiter_.Now(), Nanoseconds(45'000 + 2 * 10'000 + 10'000));
  EXPECT_TRUE(world_.time.rests.empty());
}

TEST_F(CpuArbiterTest, OfManyWhoseTimeHasComeSomeWaitForTheNextLook) {
  constexpr std::size_t kSleepers = 1000;
  ScriptedWorld world(kSleepers + 1);
  std::size_t woken = 0;
  std::size_t most_at_once = 0;
  for (std::size_t index = 0; index < kSleepers; ++index) {
    world.Start([&](const WindowGrant& grant) {
      woken += grant.wake == WakeCause::kDeadline ? 1 : 0;
      return grant.wake == WakeCause::kNone ? WaitFor(WaitReason::kTime, Nanoseconds(1'000'000))
                                            : kEnd;
    });
  }
  std::size_t before = kSleepers;
  world.on_look = [&](bool) {
    const std::size_t asleep = world.arbiter().sleeping();
    if (before == kSleepers || asleep < before) {
      most_at_once = std::max(most_at_once, before - asleep);
    }
    before = asleep;
  };
  while (world.arbiter().alive() > 0) {
    static_cast<void>(world.arbiter().NextEvent());
  }
  EXPECT_EQ(woken, kSleepers);
  EXPECT_EQ(most_at_once, static_cast<std::size_t>(CpuArbiter::kMostWakesAtOnce));
}

TEST_F(CpuArbiterTest, InputWakesThoseThatWaitForItInTheirOrder) {
  const auto asks = [](const WindowGrant& grant) {
    return grant.wake == WakeCause::kNone ? WaitFor(WaitReason::kInput, kNever) : kEnd;
  };
  for (int count = 0; count < 3; ++count) {
    world_.Start(asks);
  }
  int rests = 0;
  world_.on_look = [&](bool rested) {
    if (rested && ++rests == 4) {
      arbiter_.WakeForInput();
    }
  };
  EXPECT_EQ(arbiter_.NextEvent().vm, VmId(0));
  EXPECT_EQ(arbiter_.NextEvent().vm, VmId(1));
  EXPECT_EQ(arbiter_.NextEvent().vm, VmId(2));
  EXPECT_EQ(rests, 4);
}

TEST_F(CpuArbiterTest, TheLookoutLooksAfterWhatAQuantumIsWorth) {
  int looks = 0;
  world_.on_look = [&](bool rested) { looks += rested ? 0 : 1; };
  world_.Start([](const WindowGrant&) {
    return WindowEnd{.outcome = WindowOutcome::kYielded, .wait = {}, .spent = Reductions(1'000)};
  });
  world_.StopAfter(101);
  static_cast<void>(arbiter_.NextEvent());
  EXPECT_EQ(looks, 10);
}

TEST_F(CpuArbiterTest, AWindowWithoutReductionsCountsAllTheSame) {
  int looks = 0;
  world_.on_look = [&](bool) { ++looks; };
  world_.Start([](const WindowGrant&) {
    return WindowEnd{.outcome = WindowOutcome::kYielded, .wait = {}, .spent = Reductions(0)};
  });
  world_.StopAfter(10'000);
  static_cast<void>(arbiter_.NextEvent());
  EXPECT_EQ(looks, 7) << "8 reductions a window, 10,000 a look";
}

TEST_F(CpuArbiterTest, WhoIsBlockedDoesNotRunUntilItIsResumed) {
  const VmId runnable = world_.Start(Loop);
  const VmId waiting = world_.Start(
      [](const WindowGrant&) { return WaitFor(WaitReason::kTime, Nanoseconds(15'000)); });
  const VmId embryo = world_.Make(Loop);
  int windows = 0;
  const VmId last = world_.Start([&](const WindowGrant& grant) {
    if (++windows == 1) {
      EXPECT_TRUE(arbiter_.Block(runnable).ok());
      EXPECT_TRUE(arbiter_.Block(waiting).ok());
      EXPECT_EQ(arbiter_.Block(waiting).error(), Error::kInvalidArgument);
      EXPECT_EQ(arbiter_.Block(embryo).error(), Error::kInvalidArgument);
      EXPECT_EQ(arbiter_.sleeping(), 0U);
    } else if (windows == 5) {
      EXPECT_EQ(StateOf(waiting), kBlocked);
      EXPECT_FALSE(arbiter_.Wake(waiting, WakeCause::kEvent));
      EXPECT_TRUE(arbiter_.Resume(waiting).ok());
      EXPECT_TRUE(arbiter_.Resume(runnable).ok());
    }
    return windows == 7 ? kEnd : Loop(grant);
  });
  EXPECT_EQ(arbiter_.NextEvent().vm, last);
  const VmId a = runnable;
  const VmId b = waiting;
  const VmId c = last;
  EXPECT_EQ(Order(), (std::vector<VmId>{a, b, c, c, c, c, c, b, a, c, a, b, c}));
  EXPECT_EQ(world_.windows[7].wake, WakeCause::kEvent) << "it is to look again";
}

TEST_F(CpuArbiterTest, WhoBlocksOrEndsItselfDoesSoAtTheEndOfItsWindow) {
  const VmId blocks = world_.Start([&](const WindowGrant& grant) {
    EXPECT_TRUE(arbiter_.Block(VmId(0)).ok());
    EXPECT_EQ(arbiter_.Resume(VmId(0)).error(), Error::kInvalidArgument);
    return Loop(grant);
  });
  const VmId ends = world_.Start([&](const WindowGrant& grant) {
    EXPECT_TRUE(arbiter_.End(VmId(1)).ok());
    EXPECT_EQ(arbiter_.End(VmId(1)).error(), Error::kInvalidArgument);
    return Loop(grant);
  });
  const ArbiterEvent event = arbiter_.NextEvent();
  EXPECT_EQ(event.vm, ends);
  EXPECT_EQ(event.state, kDead);
  EXPECT_EQ(StateOf(blocks), kBlocked);
  EXPECT_EQ(arbiter_.alive(), 1U);
  EXPECT_TRUE(arbiter_.Resume(blocks).ok());
}

TEST_F(CpuArbiterTest, WhateverItDoesAVmInstanceCanBeEnded) {
  const VmId runnable = world_.Start(Loop);
  const VmId asleep = world_.Start(
      [](const WindowGrant&) { return WaitFor(WaitReason::kTime, Nanoseconds(15'000)); });
  const VmId listening =
      world_.Start([](const WindowGrant&) { return WaitFor(WaitReason::kInput, kNever); });
  const VmId blocked = world_.Start(Loop);
  const VmId embryo = world_.Make(Loop);
  const VmId killer = world_.Start([&](const WindowGrant&) {
    EXPECT_TRUE(arbiter_.Block(blocked).ok());
    for (const VmId id : {runnable, asleep, listening, blocked, embryo}) {
      EXPECT_TRUE(arbiter_.End(id).ok()) << id.value();
      EXPECT_EQ(StateOf(id), kDead);
      world_.vms().Remove(id);
      EXPECT_EQ(arbiter_.End(id).error(), Error::kNotFound);
    }
    arbiter_.WakeForInput();
    return kEnd;
  });
  EXPECT_EQ(arbiter_.NextEvent().vm, killer);
  EXPECT_EQ(arbiter_.alive(), 0U);
  EXPECT_EQ(arbiter_.sleeping(), 0U);
  EXPECT_EQ(world_.vms().size(), 1U);
}

TEST_F(CpuArbiterTest, PriorityQuantumAndGroupChange) {
  const BudgetGroupId group = arbiter_.ready().AddGroup(Reductions(1'000)).value();
  const VmId id = world_.Start(Loop);
  EXPECT_TRUE(arbiter_.SetPriority(id, PriorityClass::kDevice).ok());
  EXPECT_EQ(world_.At(id).quantum, 2'500U) << "that of its class";
  EXPECT_TRUE(arbiter_.SetQuantum(id, Reductions(77)).ok());
  EXPECT_TRUE(arbiter_.SetPriority(id, PriorityClass::kBackground).ok());
  EXPECT_EQ(world_.At(id).quantum, 77U) << "its own stays";
  EXPECT_EQ(arbiter_.SetQuantum(id, Reductions(0)).error(), Error::kOutOfRange);
  EXPECT_TRUE(arbiter_.SetQuantum(id, kLongestQuantum).ok());
  EXPECT_EQ(arbiter_.SetQuantum(id, kLongestQuantum + Reductions(1)).error(), Error::kOutOfRange);
  EXPECT_TRUE(arbiter_.SetGroup(id, group).ok());
  EXPECT_EQ(arbiter_.ready().RemoveGroup(group).error(), Error::kAlreadyExists);
  EXPECT_TRUE(arbiter_.SetGroup(id, BudgetGroupId(0)).ok());
  EXPECT_TRUE(arbiter_.ready().RemoveGroup(group).ok());
  EXPECT_EQ(arbiter_.SetGroup(id, group).error(), Error::kNotFound);
  EXPECT_TRUE(arbiter_.End(id).ok());
  EXPECT_EQ(arbiter_.SetPriority(id, PriorityClass::kNormal).error(), Error::kInvalidArgument);
  EXPECT_EQ(arbiter_.SetQuantum(VmId(7), Reductions(1)).error(), Error::kNotFound);
}

TEST_F(CpuArbiterTest, AnEmbryosGroupStays) {
  ReadyQueues& ready = arbiter_.ready();
  const BudgetGroupId group = ready.AddGroup(Reductions(1'000)).value();
  const VmId started = world_.Make(Loop);
  const VmId ended = world_.Make(Loop);
  EXPECT_TRUE(arbiter_.SetGroup(started, group).ok());
  EXPECT_TRUE(arbiter_.SetGroup(ended, group).ok());
  EXPECT_EQ(ready.RemoveGroup(group).error(), Error::kAlreadyExists);
  EXPECT_TRUE(arbiter_.Admit(started).ok());
  EXPECT_TRUE(arbiter_.End(ended).ok());
  EXPECT_EQ(ready.RemoveGroup(group).error(), Error::kAlreadyExists) << "one is still there";
  EXPECT_TRUE(arbiter_.SetGroup(started, BudgetGroupId(0)).ok());
  EXPECT_TRUE(ready.RemoveGroup(group).ok());
  EXPECT_TRUE(arbiter_.End(started).ok());
}

}  // namespace
}  // namespace starkernel::arbiter
