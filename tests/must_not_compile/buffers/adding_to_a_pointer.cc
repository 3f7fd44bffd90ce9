#include <cstddef>
#include <span>

namespace starkernel {

[[nodiscard]] inline const int& At(std::span<const int> numbers, std::size_t index) {
  return numbers[index];
}

[[nodiscard]] inline const int& At(const int* numbers, std::size_t index) {
  // expected-error@+1 {{unsafe pointer arithmetic}}
  return *(numbers + index);
}

}  // namespace starkernel
