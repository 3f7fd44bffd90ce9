#pragma once

#include <cstdint>

namespace starkernel::hal::keyboard {

/// A key by its place on the keyboard: the byte that it sends in scan code set 1 when pressed, plus
/// kExtended if a byte E0 precedes that.
using KeyCode = std::uint8_t;

inline constexpr KeyCode kExtended = 0x80;

/// A key went down (again, while it is held) or up.
struct KeyEvent {
  KeyCode code = 0;
  bool pressed = false;

  friend constexpr bool operator==(const KeyEvent&, const KeyEvent&) = default;
};

}  // namespace starkernel::hal::keyboard
