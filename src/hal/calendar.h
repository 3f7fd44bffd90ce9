#pragma once

#include "src/base/result.h"
#include "src/hal/date.h"

namespace starkernel::hal {

/// The machine's date and time of day.
class Calendar {
 public:
  /// The date and time of day. Error::kNotFound if the machine has no such clock,
  /// Error::kDeviceFailure if it cannot be read.
  [[nodiscard]] virtual Result<Date> ReadDate() = 0;

 protected:
  ~Calendar() = default;
};

}  // namespace starkernel::hal
