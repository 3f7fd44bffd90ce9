#include <string_view>

#include "src/forthvm/number_text.h"

namespace starkernel {

[[nodiscard]] inline std::string_view Digits(const forthvm::NumberText& text
                                             [[clang::lifetimebound]]) {
  return text.view();
}

[[nodiscard]] inline std::string_view LocalDigits(forthvm::Wide value) {
  const forthvm::NumberText text = forthvm::NumberText::Signed(value, 10);
  // expected-error@+1 {{address of stack memory associated with local variable 'text' returned}}
  return text.view();
}

}  // namespace starkernel
