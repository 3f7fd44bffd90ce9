#include <random>

namespace starkernel {

inline std::minstd_rand known{7};

// expected-error@+1 {{no type named 'random_device' in namespace 'std'}}
inline std::random_device device;

}  // namespace starkernel
