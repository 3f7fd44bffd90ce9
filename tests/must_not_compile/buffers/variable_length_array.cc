#include <array>
#include <cstddef>

namespace starkernel {

[[nodiscard]] inline std::size_t Fixed() {
  const std::array<char, 16> bytes{};
  return bytes.size();
}

[[nodiscard]] inline std::size_t Variable(std::size_t count) {
  // expected-error@+1 {{variable length array}}
  char bytes[count];
  return sizeof(bytes);
}

}  // namespace starkernel
