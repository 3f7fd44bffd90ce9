#pragma once

#include <cstdint>

namespace starkernel::console {

/// What a key asks the line editor to do.
enum class Key : std::uint8_t {
  kNone,                ///< Nothing: an unknown key, or a sequence that is not complete yet.
  kText,                ///< One byte of text, printable ASCII or a part of a UTF-8 code point.
  kCarriageReturn,      ///< Enter as CR.
  kLineFeed,            ///< Enter as LF, or the second half of CR LF.
  kLeft,                ///< One code point to the left.
  kRight,               ///< One code point to the right.
  kHome,                ///< To the start of the line.
  kEnd,                 ///< To the end of the line.
  kBackspace,           ///< Delete the code point before the cursor.
  kDelete,              ///< Delete the code point at the cursor.
  kDeleteOrEndOfInput,  ///< As kDelete; on an empty line, the end of the input.
  kKillToEnd,           ///< Delete from the cursor to the end of the line.
  kKillToStart,         ///< Delete from the start of the line to the cursor.
  kKillWord,            ///< Delete the word before the cursor.
  kAbandon,             ///< Give the line up and start another.
  kRedraw,              ///< Clear the screen and show the line again.
  kOlder,               ///< Recall the line before.
  kNewer,               ///< Recall the line after.
};

/// One decoded key. `byte` has a meaning for Key::kText only.
struct KeyEvent {
  Key key = Key::kNone;
  std::uint8_t byte = 0;

  friend constexpr bool operator==(const KeyEvent&, const KeyEvent&) = default;
};

}  // namespace starkernel::console
