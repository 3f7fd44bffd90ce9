#include <cstddef>
#include <span>

namespace starkernel {

[[nodiscard]] inline std::span<const int> Part(std::span<const int> numbers, std::size_t count) {
  return numbers.first(count);
}

[[nodiscard]] inline std::span<const int> Part(const int* numbers, std::size_t count) {
  // expected-error@+1 {{the two-parameter std::span construction is unsafe}}
  return std::span<const int>(numbers, count);
}

}  // namespace starkernel
