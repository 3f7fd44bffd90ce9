#include "src/base/quantities.h"

namespace starkernel {

[[nodiscard]] inline bool IsOnePage(PageCount pages) { return pages == PageCount(1); }

inline constexpr bool kExplicit = sizeof(IsOnePage(PageCount(1))) == 1;
// expected-error@+1 {{no matching function for call to 'IsOnePage'}}
inline constexpr bool kImplicit = sizeof(IsOnePage(1)) == 1;

}  // namespace starkernel
