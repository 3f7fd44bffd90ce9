#include "src/base/spin_lock.h"

namespace starkernel {

inline void Once(SpinLock& lock) { const SpinLockGuard guard(lock); }

inline void Twice(SpinLock& lock) {
  const SpinLockGuard guard(lock);
  // expected-error@+1 {{acquiring spin lock 'lock' that is already held}}
  const SpinLockGuard other(lock);
}

}  // namespace starkernel
