#include <cstdint>

#include "src/base/checked.h"
#include "src/base/result.h"

namespace starkernel {

[[nodiscard]] inline Result<std::uint32_t> Checked(std::uint64_t value) {
  return CheckedCast<std::uint32_t>(value);
}

[[nodiscard]] inline Result<std::uint32_t> Unchecked(std::uint64_t value) {
  // expected-error@+1 {{implicit conversion loses integer precision}}
  return value;
}

}  // namespace starkernel
