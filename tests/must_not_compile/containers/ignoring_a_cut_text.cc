#include "src/base/fixed_string.h"

namespace starkernel {

[[nodiscard]] inline Result<void> Kept(FixedString<8>& text) { return text.Append("seven"); }

inline void Ignored(FixedString<8>& text) {
  // expected-error@+1 {{ignoring return value of function declared with 'nodiscard' attribute}}
  text.Append("seven");
}

}  // namespace starkernel
