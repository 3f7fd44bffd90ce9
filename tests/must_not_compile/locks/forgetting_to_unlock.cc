#include "src/base/ticket_lock.h"

namespace starkernel {

inline void Given(TicketLock& lock) {
  lock.Lock();
  lock.Unlock();
}

inline void Kept(TicketLock& lock) {
  lock.Lock();
  // expected-error@+1 {{ticket lock 'lock' is still held at the end of function}}
}

}  // namespace starkernel
