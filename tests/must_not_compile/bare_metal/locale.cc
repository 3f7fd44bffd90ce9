#include <locale>

namespace starkernel {

inline constexpr int kKnown = 7;

// expected-error@+1 {{no type named 'locale' in namespace 'std'}}
inline std::locale locale;

}  // namespace starkernel
