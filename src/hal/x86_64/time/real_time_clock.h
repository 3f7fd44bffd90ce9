#pragma once

#include <cstdint>

#include "src/base/result.h"
#include "src/hal/date.h"
#include "src/hal/x86_64/port_space.h"

namespace starkernel::hal {

/// The battery-backed clock of a PC in its CMOS memory (Motorola MC146818A data sheet).
class RealTimeClock {
 public:
  /// `century` is the index of the century in CMOS memory, from the FADT, or 0 if there is none:
  /// then years below 70 are of the 21st.
  RealTimeClock(PortSpace& ports [[clang::lifetimebound]], std::uint8_t century)
      : ports_(ports), century_(century) {}

  /// What the clock shows, read twice alike and not during an update. Takes 2 ms at most.
  /// Error::kDeviceFailure if the clock stands in an update, never twice shows the same, or shows
  /// what is no date.
  [[nodiscard]] Result<Date> Read();

 private:
  struct Registers {
    std::uint8_t second = 0;
    std::uint8_t minute = 0;
    std::uint8_t hour = 0;
    std::uint8_t day = 0;
    std::uint8_t month = 0;
    std::uint8_t year = 0;
    std::uint8_t century = 0;

    friend bool operator==(const Registers&, const Registers&) = default;
  };

  [[nodiscard]] std::uint8_t ReadRegister(std::uint8_t index);
  [[nodiscard]] Result<void> WaitForUpdate();
  [[nodiscard]] Registers ReadAll();
  [[nodiscard]] static Result<Date> Decode(Registers registers, std::uint8_t mode);

  PortSpace& ports_;
  std::uint8_t century_;
};

}  // namespace starkernel::hal
