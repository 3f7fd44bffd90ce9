#include "src/base/spin_lock.h"
#include "src/base/thread_annotations.h"

namespace starkernel {

class Account {
 public:
  [[nodiscard]] int Right() {
    const SpinLockGuard guard(lock_);
    return balance_;
  }
  [[nodiscard]] int Wrong() {
    const SpinLockGuard guard(other_);
    // expected-error@+1 {{reading variable 'balance_' requires holding spin lock 'lock_'}}
    return balance_;
  }

 private:
  SpinLock lock_;
  SpinLock other_;
  int balance_ SK_GUARDED_BY(lock_) = 0;
};

}  // namespace starkernel
