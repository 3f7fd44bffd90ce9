#include <span>

#include "src/heap/array.h"

namespace starkernel {

[[nodiscard]] inline std::span<int> Kept(const heap::Array<int>& array [[clang::lifetimebound]]) {
  return array.span();
}

[[nodiscard]] inline std::span<int> Lost() {
  const heap::Array<int> array;
  // expected-error@+1 {{address of stack memory associated with local variable 'array' returned}}
  return array.span();
}

}  // namespace starkernel
