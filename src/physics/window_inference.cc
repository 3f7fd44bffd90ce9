#include "src/physics/window_inference.h"

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/fixed_point.h"
#include "src/physics/levene.h"
#include "src/physics/rolling_window.h"

namespace starkernel::physics {

void WindowInference::Clear() {
  width_ = 0;
  inferred_ = 0;
  statistic_ = FixedPoint();
}

bool WindowInference::Begin(const RollingWindow& window) {
  if (window.size() < kLeastChunks * RollingWindow::kLeastWidth) {
    return false;
  }
  size_ = window.CopyTemperatures(temperatures_);
  width_ = RollingWindow::kLeastWidth;
  return true;
}

bool WindowInference::Step() {
  const std::span<const std::uint16_t> seen(temperatures_);
  statistic_ = LeveneStatistic(seen.first(size_), width_);
  const std::size_t next = width_ + kStep;
  if (statistic_ > kAccepted && next * kLeastChunks <= size_) {
    width_ = next;
    return false;
  }
  inferred_ = width_;
  width_ = 0;
  return true;
}

}  // namespace starkernel::physics
