#include "src/base/spin_lock.h"

namespace starkernel {

inline void Scope(SpinLock& lock) { const SpinLockGuard guard(lock); }

// Given back before the next statement.
inline void Moment(SpinLock& lock) {
  // expected-error@+1 {{ignoring temporary created by a constructor declared with 'nodiscard'}}
  SpinLockGuard{lock};
}

}  // namespace starkernel
