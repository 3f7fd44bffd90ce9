#include "src/base/quantities.h"

namespace starkernel {

inline constexpr ByteCount kSome{1};
// expected-error@+1 {{implicit conversion changes signedness: 'int' to 'unsigned long'}}
inline const ByteCount kLessThanNone(-1);

}  // namespace starkernel
