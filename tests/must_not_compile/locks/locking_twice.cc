#include "src/base/spin_lock.h"

namespace starkernel {

inline void Once(SpinLock& lock) {
  lock.Lock();
  lock.Unlock();
}

inline void Twice(SpinLock& lock) {
  lock.Lock();
  // expected-error@+1 {{acquiring spin lock 'lock' that is already held}}
  lock.Lock();
  lock.Unlock();
}

}  // namespace starkernel
