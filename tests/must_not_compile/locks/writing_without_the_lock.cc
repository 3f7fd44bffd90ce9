#include "src/base/thread_annotations.h"
#include "src/base/ticket_lock.h"

namespace starkernel {

class Account {
 public:
  void Locked(int amount) {
    const TicketLockGuard guard(lock_);
    balance_ += amount;
  }
  void Unlocked(int amount) {
    // expected-error@+1 {{writing variable 'balance_' requires holding ticket lock 'lock_'}}
    balance_ = amount;
  }

 private:
  TicketLock lock_;
  int balance_ SK_GUARDED_BY(lock_) = 0;
};

}  // namespace starkernel
