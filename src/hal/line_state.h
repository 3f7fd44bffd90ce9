#pragma once

#include <cstdint>

namespace starkernel::hal {

/// An interrupt line of a device: how many more interrupts may come before they are acknowledged. A
/// line that is signalled by level would interrupt without end until its device is served; an edge
/// comes once, so that a few may, and a storm may not.
class LineState {
 public:
  /// Edges that may come unacknowledged.
  static constexpr std::uint8_t kMostEdges = 32;

  [[nodiscard]] constexpr bool open() const { return open_; }
  /// Whether no more may come now.
  [[nodiscard]] constexpr bool masked() const { return left_ == 0; }
  /// How many more may come before they are acknowledged.
  [[nodiscard]] constexpr std::uint8_t left() const { return left_; }

  constexpr void Open(bool level) {
    open_ = true;
    level_ = level;
    Acknowledge();
  }
  constexpr void Close() {
    open_ = false;
    left_ = 0;
  }

  /// That it has interrupted; whether it has to be masked now.
  [[nodiscard]] constexpr bool Count() {
    left_ -= left_ > 0 ? 1 : 0;
    return left_ == 0;
  }

  /// Whether it was masked, and has to be no more.
  constexpr bool Acknowledge() {
    const bool was_masked = masked();
    left_ = level_ ? 1 : kMostEdges;
    return was_masked;
  }

 private:
  bool open_ = false;
  bool level_ = false;
  std::uint8_t left_ = 0;
};

}  // namespace starkernel::hal
