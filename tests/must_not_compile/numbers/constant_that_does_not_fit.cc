#include <cstdint>

#include "src/base/checked_integer.h"

namespace starkernel {

[[nodiscard]] inline CheckedInteger<std::uint8_t> Largest() { return 255; }

[[nodiscard]] inline CheckedInteger<std::uint8_t> TooLarge() {
  // expected-error@+1 {{is not a constant expression}}
  return 256;
}

}  // namespace starkernel
