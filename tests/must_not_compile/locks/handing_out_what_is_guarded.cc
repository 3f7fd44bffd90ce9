#include "src/base/spin_lock.h"
#include "src/base/thread_annotations.h"

namespace starkernel {

class Account {
 public:
  [[nodiscard]] int Copied() {
    const SpinLockGuard guard(lock_);
    return balance_;
  }
  // It would be read after the lock was given back.
  [[nodiscard]] const int& Referred() [[clang::lifetimebound]] {
    // expected-error@+1 {{returning variable 'balance_' by reference requires holding spin lock}}
    return balance_;
  }

 private:
  SpinLock lock_;
  int balance_ SK_GUARDED_BY(lock_) = 0;
};

}  // namespace starkernel
