#include <cstdint>

namespace starkernel {

[[nodiscard]] inline std::uint32_t Sum(std::uint32_t left, std::uint32_t right) {
  return left + right;
}

[[nodiscard]] inline std::uint16_t CutSum(std::uint32_t left, std::uint32_t right) {
  // expected-error@+1 {{implicit conversion loses integer precision}}
  return left + right;
}

}  // namespace starkernel
