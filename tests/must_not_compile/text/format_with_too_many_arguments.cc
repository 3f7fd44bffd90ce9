#include "src/base/format.h"
#include "src/base/text_writer.h"

namespace starkernel {

inline void Whole(TextWriter& writer, int free, int all) { Format(writer, "{}/{}", free, all); }

inline void Half(TextWriter& writer, int free, int all) {
  // expected-error@+1 {{is not a constant expression}}
  Format(writer, "{}", free, all);
}

}  // namespace starkernel
