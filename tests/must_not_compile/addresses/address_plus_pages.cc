#include "src/base/addresses.h"

namespace starkernel {

[[nodiscard]] inline VirtAddr After(VirtAddr begin, PageCount pages) {
  return begin + BytesOf(pages);
}

[[nodiscard]] inline VirtAddr AfterPages(VirtAddr begin, PageCount pages) {
  // expected-error@+1 {{invalid operands to binary expression ('VirtAddr'}}
  return begin + pages;
}

}  // namespace starkernel
