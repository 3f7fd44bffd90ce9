#include "src/hal/x86_64/time/real_time_clock.h"

#include <array>
#include <cstdint>

#include "src/base/error.h"
#include "src/base/result.h"
#include "src/hal/date.h"

namespace starkernel::hal {
namespace {

constexpr std::uint16_t kIndexPort = 0x70;
constexpr std::uint16_t kDataPort = 0x71;

constexpr std::uint8_t kSeconds = 0x00;
constexpr std::uint8_t kMinutes = 0x02;
constexpr std::uint8_t kHours = 0x04;
constexpr std::uint8_t kDay = 0x07;
constexpr std::uint8_t kMonth = 0x08;
constexpr std::uint8_t kYear = 0x09;
constexpr std::uint8_t kStatusA = 0x0A;
constexpr std::uint8_t kStatusB = 0x0B;
constexpr std::uint8_t kLastIndex = 0x7F;

constexpr std::uint8_t kUpdateInProgress = 0x80;
constexpr std::uint8_t kBinary = 0x04;
constexpr std::uint8_t k24Hours = 0x02;
constexpr std::uint8_t kAfternoon = 0x80;

// An update takes 2 ms, a port access about a microsecond.
constexpr int kMostPolls = 10'000;
constexpr int kMostReadings = 8;

bool IsDecimal(std::uint8_t value) { return (value & 0xFU) < 10 && value >> 4U < 10; }

std::uint8_t FromDecimal(std::uint8_t value) {
  return static_cast<std::uint8_t>((value >> 4U) * 10U + (value & 0xFU));
}

}  // namespace

std::uint8_t RealTimeClock::ReadRegister(std::uint8_t index) {
  ports_.Write8(kIndexPort, index);
  return ports_.Read8(kDataPort);
}

Result<void> RealTimeClock::WaitForUpdate() {
  for (int poll = 0; poll < kMostPolls; ++poll) {
    if ((ReadRegister(kStatusA) & kUpdateInProgress) == 0) {
      return {};
    }
  }
  return Error::kDeviceFailure;
}

RealTimeClock::Registers RealTimeClock::ReadAll() {
  return {
      .second = ReadRegister(kSeconds),
      .minute = ReadRegister(kMinutes),
      .hour = ReadRegister(kHours),
      .day = ReadRegister(kDay),
      .month = ReadRegister(kMonth),
      .year = ReadRegister(kYear),
      .century = century_ == 0 || century_ > kLastIndex ? std::uint8_t{0} : ReadRegister(century_)};
}

Result<Date> RealTimeClock::Decode(Registers registers, std::uint8_t mode) {
  const bool afternoon = (registers.hour & kAfternoon) != 0;
  registers.hour &= static_cast<std::uint8_t>(~kAfternoon);
  if ((mode & kBinary) == 0) {
    const std::array<std::uint8_t*, 7> all = {&registers.second, &registers.minute, &registers.hour,
                                              &registers.day,    &registers.month,  &registers.year,
                                              &registers.century};
    for (std::uint8_t* const field : all) {
      if (!IsDecimal(*field)) {
        return Error::kDeviceFailure;
      }
      *field = FromDecimal(*field);
    }
  }
  if ((mode & k24Hours) == 0) {
    if (registers.hour < 1 || registers.hour > 12) {
      return Error::kDeviceFailure;
    }
    registers.hour = static_cast<std::uint8_t>(registers.hour % 12U + (afternoon ? 12U : 0U));
  }
  constexpr unsigned kFirstYearOfThe20th = 70;
  // A register that holds no century is not one, whatever the FADT says.
  const unsigned century = registers.century >= 19 && registers.century <= 30
                               ? registers.century
                               : (registers.year < kFirstYearOfThe20th ? 20U : 19U);
  const Date date{.year = static_cast<std::uint16_t>(century * 100 + registers.year),
                  .month = registers.month,
                  .day = registers.day,
                  .hour = registers.hour,
                  .minute = registers.minute,
                  .second = registers.second};
  return registers.year < 100 && Exists(date) ? Result<Date>(date)
                                              : Result<Date>(Error::kDeviceFailure);
}

Result<Date> RealTimeClock::Read() {
  const std::uint8_t mode = ReadRegister(kStatusB);
  TRY(WaitForUpdate());
  Registers last = ReadAll();
  for (int reading = 0; reading < kMostReadings; ++reading) {
    TRY(WaitForUpdate());
    const Registers now = ReadAll();
    if (now == last) {
      return Decode(now, mode);
    }
    last = now;
  }
  return Error::kDeviceFailure;
}

}  // namespace starkernel::hal
