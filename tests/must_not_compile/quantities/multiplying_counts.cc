#include "src/base/quantities.h"

namespace starkernel {

[[nodiscard]] inline ByteCount Area(ByteCount row, std::uint64_t rows) { return row * rows; }

[[nodiscard]] inline ByteCount Area(ByteCount row, ByteCount rows) {
  // expected-error@+1 {{invalid operands to binary expression ('ByteCount'}}
  return row * rows;
}

}  // namespace starkernel
