#include <mutex>

namespace starkernel {

inline constexpr int kKnown = 7;

// expected-error@+1 {{no type named 'mutex' in namespace 'std'}}
inline std::mutex mutex;

}  // namespace starkernel
