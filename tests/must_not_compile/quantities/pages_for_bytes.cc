#include "src/base/quantities.h"

namespace starkernel {

[[nodiscard]] inline PageCount Needed(ByteCount size) { return PagesFor(size); }

[[nodiscard]] inline PageCount NeededPages(PageCount size) {
  // expected-error@+1 {{no matching function for call to 'PagesFor'}}
  return PagesFor(size);
}

}  // namespace starkernel
