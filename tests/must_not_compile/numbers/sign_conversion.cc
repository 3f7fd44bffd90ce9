#include <cstddef>
#include <cstdint>

#include "src/base/checked.h"
#include "src/base/result.h"

namespace starkernel {

[[nodiscard]] inline Result<std::size_t> Checked(std::ptrdiff_t difference) {
  return CheckedCast<std::size_t>(difference);
}

[[nodiscard]] inline std::size_t Reinterpreted(std::ptrdiff_t difference) {
  // expected-error@+1 {{implicit conversion changes signedness}}
  return difference;
}

}  // namespace starkernel
