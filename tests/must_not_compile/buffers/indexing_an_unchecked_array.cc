#include <array>
#include <cstddef>

namespace starkernel {

[[nodiscard]] inline int Element(std::size_t index) {
  const std::array<int, 4> numbers = {1, 2, 3, 4};
  return numbers[index];
}

[[nodiscard]] inline int RawElement(std::size_t index) {
  const int numbers[4] = {1, 2, 3, 4};
  // expected-error@+1 {{unsafe buffer access}}
  return numbers[index];
}

}  // namespace starkernel
