#include <cstddef>
#include <span>

namespace starkernel {

[[nodiscard]] inline int Element(std::span<const int> numbers, std::size_t index) {
  return numbers[index];
}

// expected-error@+1 {{unsafe buffer access}}
[[nodiscard]] inline int Element(const int* numbers, std::size_t index) { return numbers[index]; }

}  // namespace starkernel
