#include "src/base/scope_guard.h"

namespace starkernel {

inline void Scope(int& count) {
  const ScopeGuard guard([&count] { --count; });
  ++count;
}

// Undone before it is done.
inline void Moment(int& count) {
  // expected-error@+1 {{ignoring temporary created by a constructor declared with 'nodiscard'}}
  ScopeGuard([&count] { --count; });
  ++count;
}

}  // namespace starkernel
