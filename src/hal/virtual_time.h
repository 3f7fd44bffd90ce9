#pragma once

#include <cstdint>

#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/calendar.h"
#include "src/hal/clock.h"
#include "src/hal/date.h"

namespace starkernel::hal {

/// Time that nothing but who asks for it moves on: each look at the clock makes it a millisecond
/// later, and the date follows. So two machines that ask alike are told alike.
class VirtualTime final : public Clock, public Calendar {
 public:
  [[nodiscard]] Nanoseconds Now() override {
    ++looks_;
    return Nanoseconds(looks_ * kNanosecondsInMillisecond);
  }
  /// Begins with 2000.
  [[nodiscard]] Result<Date> ReadDate() override { return DateSince2000(looks_ / 1000); }

 private:
  static constexpr std::uint64_t kNanosecondsInMillisecond = 1'000'000;
  std::uint64_t looks_ = 0;
};

}  // namespace starkernel::hal
