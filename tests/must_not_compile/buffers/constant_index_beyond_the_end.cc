#include <array>

namespace starkernel {

[[nodiscard]] constexpr int Element(const std::array<int, 4>& numbers) { return numbers[3]; }

inline constexpr int kLast = Element({1, 2, 3, 4});

[[nodiscard]] constexpr int Beyond(const std::array<int, 4>& numbers) {
  return std::get<3>(numbers);
}

[[nodiscard]] constexpr int FarBeyond(const std::array<int, 4>& numbers) {
  // expected-error-re@*:* {{static assertion failed{{.*}}Index out of bounds in std::get}}
  return std::get<4>(numbers);
}

}  // namespace starkernel
