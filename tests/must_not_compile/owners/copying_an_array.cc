#include <utility>

#include "src/heap/array.h"

namespace starkernel {

inline void Moved(heap::Array<int>& to, heap::Array<int>& from) { to = std::move(from); }

inline void Copied(heap::Array<int>& to, heap::Array<int>& from) {
  // expected-error@+1 {{overload resolution selected deleted operator '='}}
  to = from;
}

}  // namespace starkernel
