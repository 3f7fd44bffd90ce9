#pragma once

#include <cstdint>

#include "src/hal/x86_64/port_space.h"

namespace starkernel::hal {

/// Silences the two 8259A interrupt controllers of a PC: moves their vectors to 0xE0 to 0xEF,
/// away from the exceptions, since a masked controller may still raise a spurious one, and masks
/// all inputs (Intel 8259A data sheet, "Programming the 8259A").
inline void SilenceLegacyInterrupts(PortSpace& ports) {
  constexpr std::uint16_t kCommand1 = 0x20;
  constexpr std::uint16_t kData1 = 0x21;
  constexpr std::uint16_t kCommand2 = 0xA0;
  constexpr std::uint16_t kData2 = 0xA1;
  ports.Write8(kCommand1, 0x11);
  ports.Write8(kCommand2, 0x11);
  ports.Write8(kData1, 0xE0);
  ports.Write8(kData2, 0xE8);
  ports.Write8(kData1, 4);
  ports.Write8(kData2, 2);
  ports.Write8(kData1, 1);
  ports.Write8(kData2, 1);
  ports.Write8(kData1, 0xFF);
  ports.Write8(kData2, 0xFF);
}

}  // namespace starkernel::hal
