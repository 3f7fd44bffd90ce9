#include "src/base/quantities.h"
#include "src/base/result.h"

namespace starkernel {

Result<ByteCount> Measure();

[[nodiscard]] inline ByteCount Kept() {
  const Result<ByteCount> size = Measure();
  return size.value();
}

[[nodiscard]] inline const ByteCount& Lost() {
  const Result<ByteCount> size = Measure();
  // expected-error@+1 {{reference to stack memory associated with local variable 'size' returned}}
  return size.value();
}

}  // namespace starkernel
