#include <string_view>

#include "src/base/text_buffer.h"

namespace starkernel {

[[nodiscard]] inline bool Kept() {
  const TextBuffer<8> buffer;
  const std::string_view text = buffer.view();
  return text.empty();
}

[[nodiscard]] inline bool Lost() {
  // expected-error@+1 {{temporary whose address is used as value of local variable 'text'}}
  const std::string_view text = TextBuffer<8>().view();
  return text.empty();
}

}  // namespace starkernel
