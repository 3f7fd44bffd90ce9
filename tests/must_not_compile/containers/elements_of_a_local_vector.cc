#include <span>

#include "src/base/fixed_vector.h"

namespace starkernel {

[[nodiscard]] inline std::span<const int> Kept(const FixedVector<int, 4>& vector
                                               [[clang::lifetimebound]]) {
  return vector.items();
}

[[nodiscard]] inline std::span<const int> Lost() {
  const FixedVector<int, 4> vector;
  // expected-error@+1 {{address of stack memory associated with local variable 'vector' returned}}
  return vector.items();
}

}  // namespace starkernel
