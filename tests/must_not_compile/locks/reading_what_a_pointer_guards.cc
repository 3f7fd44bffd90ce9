#include "src/base/spin_lock.h"
#include "src/base/thread_annotations.h"

namespace starkernel {

class Account {
 public:
  explicit Account(int& balance [[clang::lifetimebound]]) : balance_(&balance) {}
  [[nodiscard]] int Locked() {
    const SpinLockGuard guard(lock_);
    return *balance_;
  }
  [[nodiscard]] int Unlocked() {
    // expected-error@+1 {{reading the value pointed to by 'balance_' requires holding spin lock}}
    return *balance_;
  }

 private:
  SpinLock lock_;
  int* balance_ SK_POINTEE_GUARDED_BY(lock_);
};

}  // namespace starkernel
