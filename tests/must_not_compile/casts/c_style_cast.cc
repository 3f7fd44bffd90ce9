#include <cstdint>

namespace starkernel {

[[nodiscard]] inline std::uint8_t Low(std::uint32_t value) {
  return static_cast<std::uint8_t>(value);
}

[[nodiscard]] inline std::uint8_t LowOldStyle(std::uint32_t value) {
  // expected-error@+1 {{use of old-style cast}}
  return (std::uint8_t)value;
}

}  // namespace starkernel
