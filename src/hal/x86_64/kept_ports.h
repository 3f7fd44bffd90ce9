#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

namespace starkernel::hal {

/// Whether any of the ports `first` to `last` of a PC is one that its kernel drives or that starts
/// the machine anew.
[[nodiscard]] constexpr bool IsKeptPort(std::uint16_t first, std::uint16_t last) {
  struct Range {
    std::uint16_t first;
    std::uint16_t last;
  };
  constexpr std::array kKept{
      Range{0x20, 0x21},    // 8259A
      Range{0x60, 0x60},    // 8042
      Range{0x64, 0x64},    // 8042
      Range{0x92, 0x92},    // a quick way to reset
      Range{0xA0, 0xA1},    // 8259A
      Range{0x3F8, 0x3FF},  // COM1
  };
  // The reset register lies among the bytes of the port by which PCI's configuration is addressed,
  // which is one only when all four are accessed.
  constexpr std::uint16_t kReset = 0xCF9;
  const bool resets = first <= kReset && kReset <= last && last - first < 3;
  return resets || std::ranges::any_of(kKept, [first, last](Range kept) {
           return first <= kept.last && kept.first <= last;
         });
}

}  // namespace starkernel::hal
