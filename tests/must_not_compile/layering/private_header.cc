#include "tests/must_not_compile/layering_library/offered.h"
// expected-error@+1 {{use of private header from outside its module}}
#include "tests/must_not_compile/layering_library/private.h"

namespace starkernel {

inline constexpr int kKnown = kOffered;

}  // namespace starkernel
