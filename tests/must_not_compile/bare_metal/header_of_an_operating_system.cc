#include <cstddef>

// expected-error@+1 {{'sys/mman.h' file not found}}
#include <sys/mman.h>

namespace starkernel {

inline constexpr std::size_t kKnown = 7;

}  // namespace starkernel
