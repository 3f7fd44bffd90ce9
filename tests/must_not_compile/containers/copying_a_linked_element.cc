#include "src/base/intrusive_list.h"

namespace starkernel {

struct Waiter {
  int urgency = 0;
  ListHook<Waiter> hook;
};

[[nodiscard]] inline int Referred(const Waiter& waiter) { return waiter.urgency; }

[[nodiscard]] inline Waiter Copied(const Waiter& waiter) {
  // expected-error@+1 {{call to implicitly-deleted copy constructor of 'Waiter'}}
  return waiter;
}

}  // namespace starkernel
