#include "src/base/checked.h"
#include "src/base/result.h"

namespace starkernel {

inline void Kept(int left, int right) {
  const Result<int> sum = CheckedAdd(left, right);
  static_cast<void>(sum.ok());
}

inline void Ignored(int left, int right) {
  // expected-error@+1 {{ignoring return value of function declared with 'nodiscard' attribute}}
  CheckedAdd(left, right);
}

}  // namespace starkernel
