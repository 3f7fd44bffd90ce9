#pragma once

#include <atomic>
#include <cstdint>

#include "src/base/interrupt_roles.h"
#include "src/base/lock_guard.h"
#include "src/base/panic.h"
#include "src/base/spin_hint.h"
#include "src/base/thread_annotations.h"

namespace starkernel {

/// A lock between processors that is taken in the order of asking: with N processors nobody waits
/// for more than N - 1 others. Otherwise like SpinLock.
class SK_CAPABILITY("ticket lock") TicketLock {
 public:
  constexpr TicketLock() = default;
  TicketLock(const TicketLock&) = delete;
  TicketLock& operator=(const TicketLock&) = delete;
  ~TicketLock() = default;

  /// Waits for its turn, and takes the lock. Not reentrant.
  void Lock() SK_ACQUIRE() SK_EXCLUDES(kInterruptContext) {
    const std::uint32_t ticket = next_.fetch_add(1, std::memory_order_relaxed);
    while (serving_.load(std::memory_order_acquire) != ticket) {
      SpinHint();
    }
  }

  /// Takes the lock if nobody holds it or waits for it.
  [[nodiscard]] bool TryLock() SK_TRY_ACQUIRE(true) SK_EXCLUDES(kInterruptContext) {
    std::uint32_t ticket = serving_.load(std::memory_order_acquire);
    return next_.compare_exchange_strong(ticket, ticket + 1, std::memory_order_relaxed);
  }

  /// Gives the lock to whoever asked next; panics if nobody holds it.
  void Unlock() SK_RELEASE() {
    // Only the holder changes this; tickets wrap after 2^32, far more than can wait at once.
    const std::uint32_t served = serving_.load(std::memory_order_relaxed);
    Require(next_.load(std::memory_order_relaxed) != served, "unlocking a lock nobody holds");
    serving_.store(served + 1, std::memory_order_release);
  }

 private:
  std::atomic<std::uint32_t> next_ = 0;
  std::atomic<std::uint32_t> serving_ = 0;
};

using TicketLockGuard = LockGuard<TicketLock>;

}  // namespace starkernel
