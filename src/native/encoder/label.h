#pragma once

#include <cstdint>

namespace starkernel::native {

/// A place in code that jumps lead to, before or after it is known. Its jumps are chained through
/// their own distances until it is.
struct Label {
  static constexpr std::int32_t kNone = -1;

  std::int32_t place = kNone;     ///< The offset in the code, when it is known.
  std::int32_t last_use = kNone;  ///< Where the distance lies of the last jump that waits for it.

  [[nodiscard]] bool is_bound() const { return place != kNone; }
  [[nodiscard]] bool is_used() const { return last_use != kNone; }
};

}  // namespace starkernel::native
