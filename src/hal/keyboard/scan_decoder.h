#pragma once

#include <cstdint>
#include <optional>

#include "src/hal/keyboard/key_event.h"

namespace starkernel::hal::keyboard {

/// Which codes a PS/2 keyboard's bytes are, as they arrive.
enum class ScanCodeSet : std::uint8_t {
  k1,  ///< What a controller makes of set 2, and what every PC started with.
  k2,  ///< What keyboards send by themselves.
};

/// Bytes of a PS/2 keyboard to keys. Takes any bytes: what no key sends is left out.
class ScanDecoder {
 public:
  constexpr explicit ScanDecoder(ScanCodeSet set = ScanCodeSet::k1) : set_(set) {}

  /// What `byte` completes. Pause, and the shifts that keyboards pretend around some keys, do
  /// nothing.
  [[nodiscard]] std::optional<KeyEvent> Feed(std::uint8_t byte);

 private:
  [[nodiscard]] std::optional<KeyEvent> Complete(std::uint8_t code, bool pressed);

  ScanCodeSet set_;
  bool extended_ = false;
  bool released_ = false;     ///< Set 2 alone: F0 has come.
  std::uint8_t to_skip_ = 0;  ///< Codes that are left of Pause.
};

}  // namespace starkernel::hal::keyboard
