#pragma once

#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/clock.h"
#include "src/hal/date.h"

namespace starkernel::hal {

/// Time since the program started, by the host's CLOCK_MONOTONIC.
class HostedClock final : public Clock {
 public:
  HostedClock();
  [[nodiscard]] Nanoseconds Now() override;

 private:
  Nanoseconds start_;
};

/// The host's date in UTC. Error::kDeviceFailure if it has none.
[[nodiscard]] Result<Date> HostDate();

}  // namespace starkernel::hal
