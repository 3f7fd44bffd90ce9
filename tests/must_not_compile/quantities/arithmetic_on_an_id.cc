#include "src/base/ids.h"

namespace starkernel {

[[nodiscard]] inline VmId After(VmId id) { return VmId(id.value() + 1); }

inline void Advance(VmId& id) {
  // expected-error@+1 {{cannot increment value of type 'VmId'}}
  ++id;
}

}  // namespace starkernel
