#include "src/base/intrusive_list.h"

namespace starkernel {

struct Waiter {
  ListHook<Waiter> hook;
};

struct Timer {
  ListHook<Timer> hook;
};

using Waiters = IntrusiveList<Waiter, &Waiter::hook>;

inline void Right(Waiters& waiters, Waiter& waiter) { waiters.PushBack(waiter); }

inline void Wrong(Waiters& waiters, Timer& timer) {
  // expected-error@+1 {{non-const lvalue reference to type 'starkernel::Waiter' cannot}}
  waiters.PushBack(timer);
}

}  // namespace starkernel
