#include <array>

namespace starkernel {

[[nodiscard]] inline const int* Kept() {
  static constexpr std::array<int, 2> kNumbers = {1, 2};
  return kNumbers.data();
}

[[nodiscard]] inline const int* Lost() {
  const std::array<int, 2> numbers = {1, 2};
  // expected-error@+1 {{address of stack memory associated with local variable 'numbers' returned}}
  return numbers.data();
}

}  // namespace starkernel
