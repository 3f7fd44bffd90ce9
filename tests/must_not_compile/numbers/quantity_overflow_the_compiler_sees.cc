#include <cstdint>
#include <limits>

#include "src/base/quantities.h"

namespace starkernel {

inline constexpr ByteCount kMost{std::numeric_limits<std::uint64_t>::max()};
inline constexpr ByteCount kSame = kMost + ByteCount(0);
// expected-error@+1 {{constexpr variable 'kMore' must be initialized by a constant expression}}
inline constexpr ByteCount kMore = kMost + ByteCount(1);

}  // namespace starkernel
