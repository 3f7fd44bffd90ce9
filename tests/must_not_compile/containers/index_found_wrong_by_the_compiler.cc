#include <cstddef>

#include "src/base/fixed_vector.h"

namespace starkernel {

[[nodiscard]] constexpr int Element(std::size_t index) {
  FixedVector<int, 4> vector;
  static_cast<void>(vector.Push(7));
  return vector[index];
}

inline constexpr int kFirst = Element(0);
// expected-error@+1 {{constexpr variable 'kSecond' must be initialized by a constant expression}}
inline constexpr int kSecond = Element(1);

}  // namespace starkernel
