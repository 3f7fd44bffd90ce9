#pragma once

#include <atomic>

#include "src/base/interrupt_roles.h"
#include "src/base/lock_guard.h"
#include "src/base/panic.h"
#include "src/base/spin_hint.h"
#include "src/base/thread_annotations.h"

namespace starkernel {

/// A lock between processors: the smallest and, uncontended, the fastest. Whoever waits longest
/// need not be next; where that matters use TicketLock. Never taken by an interrupt handler, so
/// that holding one does not take interrupts off. Data under it is SK_GUARDED_BY it.
class SK_CAPABILITY("spin lock") SpinLock {
 public:
  constexpr SpinLock() = default;
  SpinLock(const SpinLock&) = delete;
  SpinLock& operator=(const SpinLock&) = delete;
  ~SpinLock() = default;

  /// Waits until nobody holds the lock, and takes it. Not reentrant.
  void Lock() SK_ACQUIRE() SK_EXCLUDES(kInterruptContext) {
    while (held_.exchange(true, std::memory_order_acquire)) {
      // Reading leaves the cache line shared, so that waiting does not slow the holder down.
      while (held_.load(std::memory_order_relaxed)) {
        SpinHint();
      }
    }
  }

  /// Takes the lock if nobody holds it.
  [[nodiscard]] bool TryLock() SK_TRY_ACQUIRE(true) SK_EXCLUDES(kInterruptContext) {
    return !held_.load(std::memory_order_relaxed) &&
           !held_.exchange(true, std::memory_order_acquire);
  }

  /// Gives the lock back; panics if nobody holds it.
  void Unlock() SK_RELEASE() {
    Require(held_.exchange(false, std::memory_order_release), "unlocking a lock nobody holds");
  }

 private:
  std::atomic<bool> held_ = false;
};

using SpinLockGuard = LockGuard<SpinLock>;

}  // namespace starkernel
