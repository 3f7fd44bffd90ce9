#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <type_traits>
#include <vector>

#include "src/base/expect_panic.h"
#include "src/base/lock_guard.h"
#include "src/base/spin_lock.h"
#include "src/base/thread_annotations.h"
#include "src/base/ticket_lock.h"

// What every lock does.

namespace starkernel {
namespace {

static_assert(sizeof(SpinLock) == 1);

template <typename Lock>
class LockTest : public testing::Test {
 public:
  static_assert(!std::is_copy_constructible_v<Lock> && !std::is_move_constructible_v<Lock>);
  static_assert(!std::is_copy_constructible_v<LockGuard<Lock>>);

  static constexpr int kThreads = std::is_same_v<Lock, SpinLock> ? 3 : 2;
  /// Fewer where a turn may have to wait for the host to wake its owner.
  static constexpr int kRounds = std::is_same_v<Lock, SpinLock> ? 20'000 : 50;

  struct Counter {
    Lock lock;
    int count SK_GUARDED_BY(lock) = 0;
  };

  static bool CanTake(Lock& lock) {
    if (!lock.TryLock()) {
      return false;
    }
    lock.Unlock();
    return true;
  }

  static void UnlockUnheld(Lock& lock) {
    PretendHeld(lock);
    lock.Unlock();
  }

 private:
  // Deceives the analysis, which would not let it be unlocked.
  static void PretendHeld(Lock& lock) SK_ASSERT_CAPABILITY(lock) { static_cast<void>(lock); }
};

using Locks = testing::Types<SpinLock, TicketLock>;
TYPED_TEST_SUITE(LockTest, Locks, );

TYPED_TEST(LockTest, IsHeldUntilTheGuardsScopeEnds) {
  TypeParam lock;
  bool taken = true;
  {
    const LockGuard<TypeParam> guard(lock);
    std::thread([&lock, &taken] { taken = TestFixture::CanTake(lock); }).join();
  }
  EXPECT_FALSE(taken);
  EXPECT_TRUE(TestFixture::CanTake(lock));
}

TYPED_TEST(LockTest, KeepsOthersWaitingWhileItIsHeld) {
  TypeParam lock;
  std::atomic<bool> arrived = false;
  std::atomic<bool> entered = false;
  std::thread waiter;
  {
    const LockGuard<TypeParam> guard(lock);
    waiter = std::thread([&lock, &arrived, &entered] {
      arrived = true;
      const LockGuard<TypeParam> inner(lock);
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

TYPED_TEST(LockTest, LetsOneInAtATime) {
  typename TestFixture::Counter counter;
  std::vector<std::thread> threads;
  for (int number = 0; number < TestFixture::kThreads; ++number) {
    threads.emplace_back([&counter] {
      for (int round = 0; round < TestFixture::kRounds; ++round) {
        const LockGuard<TypeParam> guard(counter.lock);
        ++counter.count;
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  const LockGuard<TypeParam> guard(counter.lock);
  EXPECT_EQ(counter.count, TestFixture::kRounds * TestFixture::kThreads);
}

TYPED_TEST(LockTest, CanBeTakenAgainAndAgain) {
  TypeParam lock;
  for (int round = 0; round < 3; ++round) {
    const LockGuard<TypeParam> guard(lock);
  }
  EXPECT_TRUE(TestFixture::CanTake(lock));
}

TYPED_TEST(LockTest, UnlockingTwicePanics) {
  TypeParam lock;
  EXPECT_PANIC(TestFixture::UnlockUnheld(lock), "unlocking a lock nobody holds");
}

}  // namespace
}  // namespace starkernel
