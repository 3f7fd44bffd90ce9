#pragma once

#include <cstdint>

namespace starkernel::hal {

/// Hardware that counts up by itself and starts again at 0 behind its highest number.
class Counter {
 public:
  [[nodiscard]] virtual std::uint64_t Read() = 0;

 protected:
  ~Counter() = default;
};

/// How far a counter of `bits` bits, 1 to 64, has come from one reading to a later one, if it has
/// passed its end at most once in between.
[[nodiscard]] constexpr std::uint64_t TicksBetween(std::uint64_t earlier, std::uint64_t later,
                                                   unsigned bits) {
  // Unsigned differences are right modulo the counter's range.
  return (later - earlier) & (~std::uint64_t{0} >> (64U - bits));
}

}  // namespace starkernel::hal
