#pragma once

#include <bit>
#include <cstdint>

namespace starkernel {

/// Says when a count of troubles is worth a line in the log: at the first, and then each time that
/// it has reached or passed the next power of two (after 5 at 8), so that a flood of them does not
/// become a flood of lines.
class NotedCount {
 public:
  /// Whether `count`, below 2 to the 62nd, is to be noted now.
  [[nodiscard]] constexpr bool IsWorthALine(std::uint64_t count) {
    if (count < next_) {
      return false;
    }
    next_ = std::bit_ceil(count + 1);
    return true;
  }

 private:
  std::uint64_t next_ = 1;
};

}  // namespace starkernel
