#include <cstdint>

namespace starkernel {

[[nodiscard]] inline std::int64_t Large() { return std::int64_t{16} * 1024 * 1024 * 1024; }

[[nodiscard]] inline std::int64_t Overflown() {
  // expected-error@+1 {{overflow in expression; result is 0 with type 'int'}}
  return 16 * 1024 * 1024 * 1024;
}

}  // namespace starkernel
