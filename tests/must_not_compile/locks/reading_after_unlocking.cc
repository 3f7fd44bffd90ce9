#include "src/base/spin_lock.h"
#include "src/base/thread_annotations.h"

namespace starkernel {

class Account {
 public:
  [[nodiscard]] int Inside() {
    lock_.Lock();
    const int balance = balance_;
    lock_.Unlock();
    return balance;
  }
  [[nodiscard]] int After() {
    lock_.Lock();
    lock_.Unlock();
    // expected-error@+1 {{reading variable 'balance_' requires holding spin lock 'lock_'}}
    return balance_;
  }

 private:
  SpinLock lock_;
  int balance_ SK_GUARDED_BY(lock_) = 0;
};

}  // namespace starkernel
