#include <typeinfo>

#include "src/base/ids.h"

namespace starkernel {

inline constexpr auto kSize = sizeof(VmId);

[[nodiscard]] inline const std::type_info& Known() {
  // expected-error@+1 {{use of typeid requires -frtti}}
  return typeid(VmId);
}

}  // namespace starkernel
