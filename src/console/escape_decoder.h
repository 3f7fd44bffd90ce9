#pragma once

#include <cstdint>

#include "src/console/key.h"

namespace starkernel::console {

/// Turns the bytes a terminal sends into keys. Control sequences have the form of ECMA-48, 5.4
/// (ESC [ parameters intermediates final) or are the SS3 form of VT100 keypads (ESC O final).
/// What is well-formed but unknown is swallowed whole. A control character inside a sequence
/// abandons the sequence and counts itself, so that Enter always gets through.
class EscapeDecoder {
 public:
  /// Takes one byte and gives the key that it completes, or Key::kNone.
  KeyEvent Feed(std::uint8_t byte);

 private:
  enum class State : std::uint8_t {
    kGround,       ///< Outside any sequence.
    kEscape,       ///< After ESC and any intermediate bytes.
    kControl,      ///< After ESC [.
    kFunction,     ///< After ESC [ [, the Linux console's F1 to F5: one byte follows.
    kSingleShift,  ///< After ESC O.
    kString,       ///< In a string that ESC \ or BEL ends (ECMA-48, 5.6).
  };

  KeyEvent Continue(std::uint8_t byte);
  KeyEvent FeedEscape(std::uint8_t byte);
  KeyEvent FeedControl(std::uint8_t byte);
  KeyEvent FeedSingleShift(std::uint8_t byte);
  KeyEvent FeedString(std::uint8_t byte);
  [[nodiscard]] Key ControlKey(std::uint8_t final_byte) const;

  State state_ = State::kGround;
  std::uint16_t parameter_ = 0;  ///< The only parameter so far, saturated.
  bool plain_ = true;            ///< Only digits so far: neither modifiers nor intermediates.
};

}  // namespace starkernel::console
