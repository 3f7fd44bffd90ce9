#include "src/base/addresses.h"

namespace starkernel {

[[nodiscard]] inline FrameNumber After(FrameNumber first, PageCount pages) { return first + pages; }

[[nodiscard]] inline FrameNumber AfterBytes(FrameNumber first, ByteCount bytes) {
  // expected-error@+1 {{invalid operands to binary expression ('FrameNumber'}}
  return first + bytes;
}

}  // namespace starkernel
