#include "src/base/spin_lock.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <type_traits>
#include <vector>

#include "src/base/expect_panic.h"
#include "src/base/thread_annotations.h"

namespace starkernel {
namespace {

static_assert(!std::is_copy_constructible_v<SpinLock> && !std::is_move_constructible_v<SpinLock>);
static_assert(!std::is_copy_constructible_v<SpinLockGuard>);
static_assert(sizeof(SpinLock) == 1);

struct Counter {
  SpinLock lock;
  int count SK_GUARDED_BY(lock) = 0;
};

bool CanTake(SpinLock& lock) {
  if (!lock.TryLock()) {
    return false;
  }
  lock.Unlock();
  return true;
}

TEST(SpinLockTest, IsHeldUntilTheGuardsScopeEnds) {
  SpinLock lock;
  bool taken = true;
  {
    const SpinLockGuard guard(lock);
    std::thread([&lock, &taken] { taken = CanTake(lock); }).join();
  }
  EXPECT_FALSE(taken);
  EXPECT_TRUE(CanTake(lock));
}

TEST(SpinLockTest, KeepsOthersWaitingWhileItIsHeld) {
  SpinLock lock;
  std::atomic<bool> arrived = false;
  std::atomic<bool> entered = false;
  std::thread waiter;
  {
    const SpinLockGuard guard(lock);
    waiter = std::thread([&lock, &arrived, &entered] {
      arrived = true;
      const SpinLockGuard inner(lock);
      entered = true;
    });
    while (!arrived) {
      std::this_thread::yield();
    }
    // Room to get in, if it could.
    for (int turn = 0; turn < 20; ++turn) {
      std::this_thread::yield();
    }
    EXPECT_FALSE(entered);
  }
  waiter.join();
  EXPECT_TRUE(entered);
}

TEST(SpinLockTest, LetsOneInAtATime) {
  constexpr int kRounds = 20'000;
  constexpr int kThreads = 3;
  Counter counter;
  std::vector<std::thread> threads;
  for (int number = 0; number < kThreads; ++number) {
    threads.emplace_back([&counter] {
      for (int round = 0; round < kRounds; ++round) {
        const SpinLockGuard guard(counter.lock);
        ++counter.count;
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  const SpinLockGuard guard(counter.lock);
  EXPECT_EQ(counter.count, kRounds * kThreads);
}

// Deceives the analysis, which would not let it be unlocked.
void PretendHeld(SpinLock& lock) SK_ASSERT_CAPABILITY(lock) { static_cast<void>(lock); }

void UnlockUnheld(SpinLock& lock) {
  PretendHeld(lock);
  lock.Unlock();
}

TEST(SpinLockTest, UnlockingTwicePanics) {
  SpinLock lock;
  EXPECT_PANIC(UnlockUnheld(lock), "unlocking a lock nobody holds");
}

}  // namespace
}  // namespace starkernel
