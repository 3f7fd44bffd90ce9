#include "src/hal/kernel_mapping.h"

namespace starkernel {

[[nodiscard]] inline int Rights(hal::Protection protection, bool explained) {
  int rights = 0;
  switch (protection) {
    case hal::Protection::kReadExecute: ++rights; [[fallthrough]];
    case hal::Protection::kReadWrite: ++rights;
    // expected-error@+1 {{unannotated fall-through between switch labels}}
    case hal::Protection::kReadOnly: ++rights;
  }
  return explained ? rights : 0;
}

}  // namespace starkernel
