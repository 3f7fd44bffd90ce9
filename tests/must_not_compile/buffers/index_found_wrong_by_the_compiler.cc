#include <array>
#include <cstddef>

namespace starkernel {

[[nodiscard]] constexpr int Element(std::size_t index) {
  const std::array<int, 4> numbers = {1, 2, 3, 4};
  return numbers[index];
}

inline constexpr int kLast = Element(3);
// expected-error@+1 {{constexpr variable 'kBeyond' must be initialized by a constant expression}}
inline constexpr int kBeyond = Element(4);

}  // namespace starkernel
