#include <array>
#include <span>

namespace starkernel {

[[nodiscard]] inline std::span<int> Kept(std::array<int, 2>& numbers) { return numbers; }

[[nodiscard]] inline std::span<int> Lost() {
  std::array<int, 2> numbers = {1, 2};
  // expected-error@+1 {{no viable conversion from returned value of type 'std::array<int, 2>'}}
  return numbers;
}

}  // namespace starkernel
