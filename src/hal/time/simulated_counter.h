#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <random>

#include "src/hal/time/counter.h"

namespace starkernel::hal {

/// For tests: time that passes only when a counter is read, in picoseconds.
struct SimulatedTime {
  std::uint64_t now = 0;
};

/// For tests: a counter of simulated time, whose every reading takes a while.
class SimulatedCounter final : public Counter {
 public:
  struct Traits {
    std::uint64_t hertz = 1;
    unsigned bits = 64;
    std::uint64_t reading = 0;  ///< Picoseconds that a reading takes,
    std::uint64_t jitter = 0;   ///< and at random up to so many more.
    std::uint64_t start = 0;    ///< Its number at time 0.
  };

  SimulatedCounter(SimulatedTime& time [[clang::lifetimebound]], const Traits& traits)
      : time_(time), traits_(traits) {}

  std::uint64_t Read() override {
    time_.now += traits_.reading / 2;
    time_.now += traits_.jitter == 0 ? 0 : random_() % traits_.jitter;
    if (on_read) {
      on_read(++reads);
    }
    constexpr std::uint64_t kPerSecond = 1'000'000'000'000;
    const auto ticks = static_cast<std::uint64_t>(
        static_cast<unsigned __int128>(stuck ? 0 : time_.now) * traits_.hertz / kPerSecond);
    time_.now += traits_.reading - traits_.reading / 2;
    return (ticks + traits_.start) & (~std::uint64_t{0} >> (64U - traits_.bits));
  }

  bool stuck = false;
  std::uint64_t reads = 0;
  std::function<void(std::uint64_t)> on_read;  ///< Told the number of the reading, in the midst.

 private:
  SimulatedTime& time_;
  Traits traits_;
  std::mt19937_64 random_{1};
};

}  // namespace starkernel::hal
