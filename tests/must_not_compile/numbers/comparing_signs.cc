#include <utility>

namespace starkernel {

[[nodiscard]] inline bool Less(int left, unsigned right) { return std::cmp_less(left, right); }

[[nodiscard]] inline bool LessAsUnsigned(int left, unsigned right) {
  // expected-error@+1 {{comparison of integers of different signs}}
  return left < right;
}

}  // namespace starkernel
