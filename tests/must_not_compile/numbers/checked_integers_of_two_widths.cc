#include <cstdint>

#include "src/base/checked_integer.h"

namespace starkernel {

using Narrow = CheckedInteger<std::uint32_t>;
using Wide = CheckedInteger<std::uint64_t>;

[[nodiscard]] inline Wide Sum(Wide left, Narrow right) {
  return left + std::uint64_t{right.value()};
}

[[nodiscard]] inline Wide MixedSum(Wide left, Narrow right) {
  // expected-error@+1 {{invalid operands to binary expression ('Wide'}}
  return left + right;
}

}  // namespace starkernel
