#include <string_view>

#include "src/forthvm/number_text.h"

namespace starkernel {

[[nodiscard]] inline std::size_t Length(forthvm::Wide value) {
  const forthvm::NumberText text = forthvm::NumberText::Signed(value, 10);
  const std::string_view digits = text.view();
  return digits.size();
}

[[nodiscard]] inline std::size_t LengthOfNothing(forthvm::Wide value) {
  // expected-error@+1 {{temporary whose address is used as value of local variable 'digits'}}
  const std::string_view digits = forthvm::NumberText::Signed(value, 10).view();
  return digits.size();
}

}  // namespace starkernel
