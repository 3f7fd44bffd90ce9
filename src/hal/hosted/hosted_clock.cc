#include "src/hal/hosted/hosted_clock.h"

#include <time.h>

#include <cstdint>
#include <ctime>

#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/date.h"

namespace starkernel::hal {
namespace {

Nanoseconds HostTime() {
  constexpr std::uint64_t kPerSecond = 1'000'000'000;
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return Nanoseconds(static_cast<std::uint64_t>(now.tv_sec) * kPerSecond +
                     static_cast<std::uint64_t>(now.tv_nsec));
}

}  // namespace

HostedClock::HostedClock() : start_(HostTime()) {}

Nanoseconds HostedClock::Now() { return HostTime() - start_; }

Result<Date> HostDate() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  if (gmtime_r(&now, &parts) == nullptr) {
    return Error::kDeviceFailure;
  }
  constexpr int kFirstYear = 1900;
  const Date date{.year = static_cast<std::uint16_t>(parts.tm_year + kFirstYear),
                  .month = static_cast<std::uint8_t>(parts.tm_mon + 1),
                  .day = static_cast<std::uint8_t>(parts.tm_mday),
                  .hour = static_cast<std::uint8_t>(parts.tm_hour),
                  .minute = static_cast<std::uint8_t>(parts.tm_min),
                  .second = static_cast<std::uint8_t>(parts.tm_sec)};
  return Exists(date) ? Result<Date>(date) : Result<Date>(Error::kDeviceFailure);
}

}  // namespace starkernel::hal
