#include "src/base/spin_lock.h"
#include "src/base/thread_annotations.h"

namespace starkernel {

class Account {
 public:
  void Locked() {
    const SpinLockGuard guard(lock_);
    Settle();
  }
  void Unlocked() {
    // expected-error@+1 {{calling function 'Settle' requires holding spin lock 'lock_'}}
    Settle();
  }

 private:
  void Settle() SK_REQUIRES(lock_) {}

  SpinLock lock_;
};

}  // namespace starkernel
