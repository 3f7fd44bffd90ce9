#include <string_view>

#include "src/base/fixed_string.h"

namespace starkernel {

[[nodiscard]] inline std::string_view Kept(const FixedString<8>& text [[clang::lifetimebound]]) {
  return text.view();
}

[[nodiscard]] inline std::string_view Lost() {
  const FixedString<8> text;
  // expected-error@+1 {{address of stack memory associated with local variable 'text' returned}}
  return text.view();
}

}  // namespace starkernel
