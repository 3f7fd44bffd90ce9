#include <chrono>

namespace starkernel {

inline constexpr std::chrono::nanoseconds kKnown{7};

[[nodiscard]] inline std::chrono::nanoseconds Now() {
  // expected-error@+1 {{no member named 'steady_clock' in namespace 'std::chrono'}}
  return std::chrono::steady_clock::now().time_since_epoch();
}

}  // namespace starkernel
