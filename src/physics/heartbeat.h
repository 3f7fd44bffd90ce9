#pragma once

#include <algorithm>
#include <cstdint>

#include "src/physics/word_heat.h"

namespace starkernel::physics {

/// L7: how many samples a tick lasts. A quarter longer where nothing changes, a fifth shorter where
/// something does.
class Heartbeat {
 public:
  static constexpr std::uint64_t kShortest = kSamplesPerBeat / 4;
  static constexpr std::uint64_t kLongest = kSamplesPerBeat * 4;

  /// A beat; to be done before it is used.
  void Clear() { interval_ = kSamplesPerBeat; }

  [[nodiscard]] std::uint64_t interval() const { return interval_; }

  void Adapt(bool steady) {
    const std::uint64_t next = steady ? interval_ + interval_ / 4 : interval_ * 4 / 5;
    interval_ = std::clamp(next, kShortest, kLongest);
  }

 private:
  std::uint64_t interval_ = 0;
};

}  // namespace starkernel::physics
