#include "src/base/quantities.h"
#include "src/base/result.h"

namespace starkernel {

Result<ByteCount> Measure();

[[nodiscard]] inline Result<ByteCount> Checked() { return TRY(Measure()); }

// An unchecked look inside, as std::expected has it.
[[nodiscard]] inline ByteCount Unchecked() {
  // expected-error@+1 {{indirection requires pointer operand ('Result<ByteCount>'}}
  return *Measure();
}

}  // namespace starkernel
