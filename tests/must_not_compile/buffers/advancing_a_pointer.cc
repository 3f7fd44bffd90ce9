#include <span>

namespace starkernel {

[[nodiscard]] inline std::span<const int> Rest(std::span<const int> numbers) {
  return numbers.subspan(1);
}

[[nodiscard]] inline const int* Rest(const int* numbers) {
  // expected-error@+1 {{unsafe pointer arithmetic}}
  return ++numbers;
}

}  // namespace starkernel
