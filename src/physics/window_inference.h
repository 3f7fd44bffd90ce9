#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "src/base/fixed_point.h"
#include "src/physics/rolling_window.h"

namespace starkernel::physics {

/// L5: the narrowest window in which words vary alike wherever it lies. Works on a snapshot, one
/// width at each step, so that no step takes long; the window may go on meanwhile.
class WindowInference {
 public:
  static constexpr std::size_t kStep = 64;
  static constexpr std::size_t kLeastChunks = 3;
  /// A width is accepted if Levene's W is 6.5 or less.
  static constexpr FixedPoint kAccepted =
      FixedPoint::FromUnits(6 * FixedPoint::kOne + FixedPoint::kOne / 2);

  /// Not running, and nothing inferred; to be done before it is used.
  void Clear();

  /// Takes a snapshot; false if too little was seen for kLeastChunks of the least width.
  bool Begin(const RollingWindow& window);
  [[nodiscard]] bool running() const { return width_ != 0; }

  /// Tries the next width; true if this was the last. Only while it runs.
  bool Step();

  /// How many values the next step looks at.
  [[nodiscard]] std::size_t cost() const { return running() ? 3 * size_ : 0; }

  /// The width inferred last, the widest tried if none was accepted; 0 if there was none.
  [[nodiscard]] std::size_t inferred() const { return inferred_; }
  /// Levene's W of the width tried last.
  [[nodiscard]] FixedPoint statistic() const { return statistic_; }

 private:
  std::array<std::uint16_t, RollingWindow::kSize> temperatures_{};
  std::size_t size_ = 0;
  std::size_t width_ = 0;  ///< To be tried; 0: not running.
  std::size_t inferred_ = 0;
  FixedPoint statistic_;
};

}  // namespace starkernel::physics
