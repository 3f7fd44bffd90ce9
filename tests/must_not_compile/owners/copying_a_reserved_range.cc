#include <utility>

#include "src/hal/hosted/reserved_range.h"

namespace starkernel {

[[nodiscard]] inline hal::ReservedRange Moved(hal::ReservedRange& range) {
  return std::move(range);
}

[[nodiscard]] inline hal::ReservedRange Copied(hal::ReservedRange& range) {
  // expected-error@+1 {{call to deleted constructor of 'hal::ReservedRange'}}
  return range;
}

}  // namespace starkernel
