#include "src/base/quantities.h"

namespace starkernel {

[[nodiscard]] inline ByteCount Total(ByteCount bytes, PageCount pages) {
  return bytes + BytesOf(pages);
}

[[nodiscard]] inline ByteCount TotalMixed(ByteCount bytes, PageCount pages) {
  // expected-error@+1 {{invalid operands to binary expression ('ByteCount'}}
  return bytes + pages;
}

}  // namespace starkernel
