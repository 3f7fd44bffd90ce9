#include "src/base/spin_lock.h"

namespace starkernel {

inline void Used(SpinLock& lock) { const SpinLockGuard guard(lock); }

inline void Copied(SpinLock& lock) {
  // expected-error@+1 {{call to deleted constructor of 'SpinLock'}}
  SpinLock other = lock;
  static_cast<void>(other);
}

}  // namespace starkernel
