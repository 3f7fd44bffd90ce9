#include <string_view>

#include "src/base/format.h"
#include "src/base/text_writer.h"

namespace starkernel {

inline void Number(TextWriter& writer, int number) { Format(writer, "{:x}", number); }

inline void Text(TextWriter& writer, std::string_view text) {
  // expected-error@+1 {{is not a constant expression}}
  Format(writer, "{:x}", text);
}

}  // namespace starkernel
