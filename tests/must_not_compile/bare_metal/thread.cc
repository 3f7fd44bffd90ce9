#include <thread>

namespace starkernel {

inline constexpr int kKnown = 7;

// expected-error@+1 {{no type named 'thread' in namespace 'std'}}
inline std::thread thread;

}  // namespace starkernel
