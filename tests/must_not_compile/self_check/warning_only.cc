#include "src/base/addresses.h"

namespace starkernel {

// A warning would not stop a build.
#warning careful  // expected-warning {{careful}}

}  // namespace starkernel
