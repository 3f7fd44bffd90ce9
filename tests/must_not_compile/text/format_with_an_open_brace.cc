#include "src/base/format.h"
#include "src/base/text_writer.h"

namespace starkernel {

inline void Closed(TextWriter& writer, int number) { Format(writer, "{}", number); }

inline void Open(TextWriter& writer, int number) {
  // expected-error@+1 {{is not a constant expression}}
  Format(writer, "{", number);
}

}  // namespace starkernel
