#include "src/base/interrupt_roles.h"
#include "src/base/spin_lock.h"
#include "src/base/thread_annotations.h"

namespace starkernel {

inline void Elsewhere(SpinLock& lock) { const SpinLockGuard guard(lock); }

// Whoever holds the lock may be what was interrupted.
inline void InHandler(SpinLock& lock) SK_REQUIRES(kInterruptContext) {
  // expected-error@+1 {{while role 'kInterruptContext' is held}}
  lock.Lock();
  lock.Unlock();
}

}  // namespace starkernel
