#include "src/base/spin_lock.h"

namespace starkernel {

inline void Held(SpinLock& lock) {
  lock.Lock();
  lock.Unlock();
}

inline void Free(SpinLock& lock) {
  // expected-error@+1 {{releasing spin lock 'lock' that was not held}}
  lock.Unlock();
}

}  // namespace starkernel
