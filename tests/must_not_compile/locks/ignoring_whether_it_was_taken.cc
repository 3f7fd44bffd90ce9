#include "src/base/spin_lock.h"

namespace starkernel {

inline void Asked(SpinLock& lock) {
  if (lock.TryLock()) {
    lock.Unlock();
  }
}

inline void Assumed(SpinLock& lock) {
  // expected-error@+1 {{ignoring return value of function declared with 'nodiscard' attribute}}
  lock.TryLock();
}

}  // namespace starkernel
