#pragma once

#include <cstdint>
#include <utility>

namespace starkernel::physics {

/// When to look at a VM instance: about every period() reductions, so that what is seen does not
/// depend on how its execution windows are cut. The distances vary by half a period around it, by a
/// fixed sequence, lest a loop be always seen at the same place; a period of 1 is each point at
/// which reductions are charged. What one long operation spends beyond a sample counts as time, not
/// as more samples.
class Sampler {
 public:
  static constexpr std::uint64_t kUsualPeriod = 2048;
  static constexpr std::uint64_t kLongestPeriod = std::uint64_t{1} << 20U;

  /// As at first: nothing is counted before Start.
  void Clear() {
    period_ = kUsualPeriod;
    random_ = 0;
    elapsed_ = 0;
    remaining_ = Distance();
    started_ = false;
    restarts_ = false;
  }
  void Start() { started_ = true; }

  [[nodiscard]] std::uint64_t period() const { return period_; }
  /// From 1 to kLongestPeriod. The next sample is as far as if one had been at the next Spend,
  /// which has to come at once.
  void SetPeriod(std::uint64_t period) {
    period_ = period;
    restarts_ = true;
  }
  /// Whether Start was called.
  [[nodiscard]] bool started() const { return started_; }
  [[nodiscard]] bool restarts() const { return restarts_; }

  /// Reductions to the next sample, at least 1.
  [[nodiscard]] std::uint64_t remaining() const { return remaining_; }
  /// Reductions counted.
  [[nodiscard]] std::uint64_t elapsed() const { return elapsed_; }

  /// So many reductions were spent since Start or the last call; true if a sample is due.
  bool Spend(std::uint64_t reductions) {
    if (!started_) {
      return false;
    }
    elapsed_ += reductions;
    if (std::exchange(restarts_, false)) {
      remaining_ = Distance();
      return false;
    }
    if (reductions < remaining_) {
      remaining_ -= reductions;
      return false;
    }
    remaining_ = Distance();
    return true;
  }

 private:
  /// Knuth's MMIX generator; its upper bits are the random ones.
  std::uint64_t Distance() {
    random_ = random_ * 6364136223846793005U + 1442695040888963407U;
    return period_ / 2 + 1 + (random_ >> 33U) % period_;
  }

  std::uint64_t period_ = 0;
  std::uint64_t random_ = 0;
  std::uint64_t elapsed_ = 0;
  std::uint64_t remaining_ = 0;
  bool started_ = false;
  bool restarts_ = false;
};

}  // namespace starkernel::physics
