#pragma once

#include <cstdint>
#include <limits>

#include "src/base/text_writer.h"

namespace starkernel::hal {

/// Counts interrupts that should come a period apart, and those that were lost or came twice, from
/// the cycle counter's number at each.
class IntervalCheck {
 public:
  /// `period` in cycles, above 0.
  explicit IntervalCheck(std::uint64_t period) : period_(period) {}

  /// An interrupt came at `cycles`, which never goes back.
  void Take(std::uint64_t cycles);

  [[nodiscard]] std::uint64_t count() const { return count_; }

  /// Interrupts that an interval had room for, to the nearest period, and that did not come.
  [[nodiscard]] std::uint64_t lost() const { return lost_; }

  /// Interrupts that came half a period or less behind another.
  [[nodiscard]] std::uint64_t doubled() const { return doubled_; }

  /// Whether first and last are as far apart as that many periods, within 0.1 %. A period that is
  /// wrong by less than half shows in nothing else.
  [[nodiscard]] bool SpanIsRight() const;

  /// Writes a line with all of this; for when at least two came.
  void Write(TextWriter& writer) const;

 private:
  [[nodiscard]] std::uint64_t Span() const { return last_ - first_; }
  [[nodiscard]] std::uint64_t ExpectedSpan() const;

  std::uint64_t period_;
  std::uint64_t count_ = 0;
  std::uint64_t first_ = 0;
  std::uint64_t last_ = 0;
  std::uint64_t shortest_ = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t longest_ = 0;
  std::uint64_t lost_ = 0;
  std::uint64_t doubled_ = 0;
};

}  // namespace starkernel::hal
