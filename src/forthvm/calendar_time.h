#pragma once

#include <cstdint>

namespace starkernel::forthvm {

/// A date and time of day of the Gregorian calendar.
struct CalendarTime {
  std::uint16_t year = 0;   ///< With its century.
  std::uint8_t month = 0;   ///< 1 to 12.
  std::uint8_t day = 0;     ///< 1 to 31.
  std::uint8_t hour = 0;    ///< 0 to 23.
  std::uint8_t minute = 0;  ///< 0 to 59.
  std::uint8_t second = 0;  ///< 0 to 59.
};

}  // namespace starkernel::forthvm
