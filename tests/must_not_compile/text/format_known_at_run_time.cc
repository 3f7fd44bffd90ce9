#include <string_view>

#include "src/base/format.h"
#include "src/base/text_writer.h"

namespace starkernel {

inline void Known(TextWriter& writer, int number) { Format(writer, "{}", number); }

inline void Unknown(TextWriter& writer, std::string_view format, int number) {
  // expected-error@+1 {{is not a constant expression}}
  Format(writer, format, number);
}

}  // namespace starkernel
