#include "src/hal/x86_64/interval_check.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "src/base/format.h"
#include "src/base/text_writer.h"

namespace starkernel::hal {

void IntervalCheck::Take(std::uint64_t cycles) {
  if (count_ > 0) {
    const std::uint64_t interval = cycles - last_;
    shortest_ = std::min(shortest_, interval);
    longest_ = std::max(longest_, interval);
    if (interval <= period_ / 2) {
      ++doubled_;
    } else {
      lost_ += (interval + period_ / 2) / period_ - 1;
    }
  } else {
    first_ = cycles;
  }
  last_ = cycles;
  ++count_;
}

std::uint64_t IntervalCheck::ExpectedSpan() const {
  return count_ > 0 ? (count_ - 1) * period_ : 0;
}

bool IntervalCheck::SpanIsRight() const {
  constexpr std::uint64_t kThousandths = 1000;
  const std::uint64_t expected = ExpectedSpan();
  const std::uint64_t difference = Span() > expected ? Span() - expected : expected - Span();
  return difference <= expected / kThousandths;
}

void IntervalCheck::Write(TextWriter& writer) const {
  Format(writer,
         "timer interrupts: {}, of which {} were lost and {} came twice; {} to {} cycles apart, {} "
         "expected; {} in all, {} expected: {}within 0.1 %\n",
         count_, lost_, doubled_, shortest_, longest_, period_, Span(), ExpectedSpan(),
         std::string_view(SpanIsRight() ? "" : "NOT "));
}

}  // namespace starkernel::hal
