#include "src/base/spin_lock.h"

namespace starkernel {

inline void Always(SpinLock& lock, bool& flag) {
  lock.Lock();
  flag = !flag;
  lock.Unlock();
}

inline void Sometimes(SpinLock& lock, bool& flag) {
  lock.Lock();
  if (flag) {
    lock.Unlock();
  }
  // expected-error@+1 {{spin lock 'lock' is not held on every path through here}}
  flag = false;
}

}  // namespace starkernel
