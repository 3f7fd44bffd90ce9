#include "src/base/ticket_lock.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <type_traits>
#include <vector>

#include "src/base/expect_panic.h"
#include "src/base/thread_annotations.h"

namespace starkernel {
namespace {

static_assert(!std::is_copy_constructible_v<TicketLock> &&
              !std::is_move_constructible_v<TicketLock>);

struct Counter {
  TicketLock lock;
  int count SK_GUARDED_BY(lock) = 0;
};

bool CanTake(TicketLock& lock) {
  if (!lock.TryLock()) {
    return false;
  }
  lock.Unlock();
  return true;
}

TEST(TicketLockTest, IsHeldUntilTheGuardsScopeEnds) {
  TicketLock lock;
  bool taken = true;
  {
    const TicketLockGuard guard(lock);
    std::thread([&lock, &taken] { taken = CanTake(lock); }).join();
  }
  EXPECT_FALSE(taken);
  EXPECT_TRUE(CanTake(lock));
}

TEST(TicketLockTest, KeepsOthersWaitingWhileItIsHeld) {
  TicketLock lock;
  std::atomic<bool> arrived = false;
  std::atomic<bool> entered = false;
  std::thread waiter;
  {
    const TicketLockGuard guard(lock);
    waiter = std::thread([&lock, &arrived, &entered] {
      arrived = true;
      const TicketLockGuard inner(lock);
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

TEST(TicketLockTest, LetsOneInAtATime) {
  // Fewer rounds than a spin lock's test: a turn may have to wait for the host to wake its owner.
  constexpr int kRounds = 50;
  constexpr int kThreads = 2;
  Counter counter;
  std::vector<std::thread> threads;
  for (int number = 0; number < kThreads; ++number) {
    threads.emplace_back([&counter] {
      for (int round = 0; round < kRounds; ++round) {
        const TicketLockGuard guard(counter.lock);
        ++counter.count;
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  const TicketLockGuard guard(counter.lock);
  EXPECT_EQ(counter.count, kRounds * kThreads);
}

TEST(TicketLockTest, CanBeTakenAgainAndAgain) {
  TicketLock lock;
  for (int round = 0; round < 3; ++round) {
    const TicketLockGuard guard(lock);
  }
  EXPECT_TRUE(CanTake(lock));
}

// Deceives the analysis, which would not let it be unlocked.
void PretendHeld(TicketLock& lock) SK_ASSERT_CAPABILITY(lock) { static_cast<void>(lock); }

void UnlockUnheld(TicketLock& lock) {
  PretendHeld(lock);
  lock.Unlock();
}

TEST(TicketLockTest, UnlockingTwicePanics) {
  TicketLock lock;
  EXPECT_PANIC(UnlockUnheld(lock), "unlocking a lock nobody holds");
}

}  // namespace
}  // namespace starkernel
