#include "src/physics/rolling_window.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/fixed_point.h"
#include "src/base/fnv1a.h"

namespace starkernel::physics {

void RollingWindow::Clear() {
  count_ = 0;
  hash_ = Fnv1a().value();
  width_ = kSize;
  last_diversity_ = FixedPoint();
}

void RollingWindow::Push(std::uint32_t word, std::uint16_t temperature) {
  words_[count_ % kSize] = word;
  temperatures_[count_ % kSize] = temperature;
  ++count_;
  Fnv1a hash(hash_);
  hash.AddLittleEndian(word);
  hash_ = hash.value();
}

std::size_t RollingWindow::size() const {
  return static_cast<std::size_t>(std::min<std::uint64_t>(count_, kSize));
}

void RollingWindow::SetWidth(std::size_t width) { width_ = std::clamp(width, kLeastWidth, kSize); }

std::uint32_t RollingWindow::WordAt(std::size_t age) const {
  return words_[(count_ - 1 - age) % kSize];
}

FixedPoint RollingWindow::Diversity() const {
  const std::size_t counting = std::min(width_, size());
  if (counting < 2) {
    return FixedPoint();
  }
  std::int64_t unequal = 0;
  std::uint32_t newer = WordAt(0);
  for (std::size_t age = 1; age < counting; ++age) {
    const std::uint32_t word = WordAt(age);
    unequal += word != newer ? 1 : 0;
    newer = word;
  }
  return FixedPoint::FromUnits(unequal * FixedPoint::kOne /
                               static_cast<std::int64_t>(counting - 1));
}

FixedPoint RollingWindow::Adapt() {
  constexpr std::int64_t kPercent = 5;
  const FixedPoint diversity = Diversity();
  const bool grows =
      diversity > last_diversity_ &&
      (diversity.units() - last_diversity_.units()) * 100 >= last_diversity_.units() * kPercent;
  SetWidth(grows ? width_ * 2 : width_ / 2);
  last_diversity_ = diversity;
  return diversity;
}

std::size_t RollingWindow::CopyTemperatures(std::span<std::uint16_t, kSize> into) const {
  const std::size_t copied = size();
  for (std::size_t index = 0; index < copied; ++index) {
    into[index] = temperatures_[(count_ - copied + index) % kSize];
  }
  return copied;
}

}  // namespace starkernel::physics
