#pragma once

#include <array>
#include <cstdint>

#include "src/base/format.h"
#include "src/base/text_writer.h"

namespace starkernel::hal {

/// A date and time of day of the Gregorian calendar, as the machine's clock shows it; in which time
/// zone is not known.
struct Date {
  std::uint16_t year = 0;   ///< With its century.
  std::uint8_t month = 0;   ///< 1 to 12.
  std::uint8_t day = 0;     ///< 1 to 31.
  std::uint8_t hour = 0;    ///< 0 to 23.
  std::uint8_t minute = 0;  ///< 0 to 59.
  std::uint8_t second = 0;  ///< 0 to 59.

  friend bool operator==(const Date&, const Date&) = default;
};

/// Days of a month, 1 to 12.
[[nodiscard]] constexpr std::uint8_t DaysOf(std::uint16_t year, std::uint8_t month) {
  constexpr std::array<std::uint8_t, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return static_cast<std::uint8_t>(kDays.at(month - 1U) + (month == 2 && leap ? 1U : 0U));
}

/// Whether there is such a day and such a time of day.
[[nodiscard]] constexpr bool Exists(const Date& date) {
  return date.month >= 1 && date.month <= 12 && date.day >= 1 &&
         date.day <= DaysOf(date.year, date.month) && date.hour < 24 && date.minute < 60 &&
         date.second < 60;
}

/// Seconds from the beginning of 2000 to `date`, which exists and is not before.
[[nodiscard]] constexpr std::uint64_t SecondsSince2000(const Date& date) {
  std::uint64_t days = 0;
  for (std::uint16_t year = 2000; year < date.year; ++year) {
    days += 337U + DaysOf(year, 2);
  }
  for (std::uint8_t month = 1; month < date.month; ++month) {
    days += DaysOf(date.year, month);
  }
  days += date.day - 1U;
  return ((days * 24U + date.hour) * 60U + date.minute) * 60U + date.second;
}

/// The date and time of day so many seconds after the beginning of 2000; not beyond the year 65535.
[[nodiscard]] constexpr Date DateSince2000(std::uint64_t seconds) {
  constexpr std::uint64_t kSecondsInDay = 86'400;
  std::uint64_t days = seconds / kSecondsInDay;
  const std::uint64_t rest = seconds % kSecondsInDay;
  Date date{.year = 2000, .month = 1, .day = 1};
  while (days >= 337U + DaysOf(date.year, 2)) {
    days -= 337U + DaysOf(date.year, 2);
    ++date.year;
  }
  while (days >= DaysOf(date.year, date.month)) {
    days -= DaysOf(date.year, date.month);
    ++date.month;
  }
  date.day = static_cast<std::uint8_t>(days + 1);
  date.hour = static_cast<std::uint8_t>(rest / 3600);
  date.minute = static_cast<std::uint8_t>(rest / 60 % 60);
  date.second = static_cast<std::uint8_t>(rest % 60);
  return date;
}

/// Writes `2026-11-20 20:37:00`.
inline void FormatValue(TextWriter& writer, const Date& date) {
  Format(writer, "{:04}-{:02}-{:02} {:02}:{:02}:{:02}", date.year, date.month, date.day, date.hour,
         date.minute, date.second);
}

}  // namespace starkernel::hal
