#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/fixed_point.h"

namespace starkernel::physics {

/// L2: the words that were seen last, the rolling window of truth, and how much of it counts.
class RollingWindow {
 public:
  static constexpr std::size_t kSize = 4096;
  static constexpr std::size_t kLeastWidth = 256;
  /// So many words have to be seen before its diversity says something.
  static constexpr std::size_t kWarmFrom = 1024;
  /// Its width is looked at once in so many words.
  static constexpr std::size_t kCheckedEvery = 512;

  /// Makes it empty and as wide as can be; to be done before it is used.
  void Clear();

  /// A word is seen, `temperature` warm.
  void Push(std::uint32_t word, std::uint16_t temperature);

  /// How many words were seen since Clear, and how many of them are here.
  [[nodiscard]] std::uint64_t count() const { return count_; }
  [[nodiscard]] std::size_t size() const;

  /// The newest words that count, from kLeastWidth to kSize.
  [[nodiscard]] std::size_t width() const { return width_; }
  void SetWidth(std::size_t width);

  /// The word seen `age` words before the last one; age < size().
  [[nodiscard]] std::uint32_t WordAt(std::size_t age) const;

  /// Of the adjacent pairs among the newest width() words, the share that are of two words; 0 if
  /// there is no pair.
  [[nodiscard]] FixedPoint Diversity() const;

  /// Whether Adapt is due.
  [[nodiscard]] bool IsDue() const { return count_ >= kWarmFrom && count_ % kCheckedEvery == 0; }
  /// Halves the width unless diversity has grown by 5 % or more since last time, and doubles it if
  /// it has. Gives the diversity.
  FixedPoint Adapt();

  /// Copies the temperatures, oldest first, and gives how many: a snapshot.
  std::size_t CopyTemperatures(std::span<std::uint16_t, kSize> into) const;

  /// FNV-1a over the ids of all words seen since Clear, the window's hash: equal histories have
  /// equal ones.
  [[nodiscard]] std::uint64_t hash() const { return hash_; }

 private:
  std::array<std::uint32_t, kSize> words_{};
  std::array<std::uint16_t, kSize> temperatures_{};
  std::uint64_t count_ = 0;
  std::uint64_t hash_ = 0;
  std::size_t width_ = 0;
  FixedPoint last_diversity_;
};

}  // namespace starkernel::physics
