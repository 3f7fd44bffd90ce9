#pragma once

#include <cstdint>

#include "src/forthvm/cell.h"

/// Keyboard events as EKEY gives them: a character is its code point; a function key has a code
/// above all characters, with the modifiers that were held added.
namespace starkernel::forthvm::key_event {

inline constexpr Cell kFunction = 0x20'0000;
inline constexpr Cell kShift = 0x100'0000;
inline constexpr Cell kControl = 0x200'0000;
inline constexpr Cell kAlternate = 0x400'0000;

enum class FunctionKey : std::uint8_t {
  kUnknown,
  kLeft,
  kRight,
  kUp,
  kDown,
  kHome,
  kEnd,
  kPrior,
  kNext,
  kInsert,
  kDelete,
  kF1,  ///< The others follow.
};

[[nodiscard]] constexpr Cell EventOf(FunctionKey key) { return kFunction + static_cast<Cell>(key); }

/// A function key as if no modifiers were held; any other event as it is.
[[nodiscard]] constexpr Cell WithoutModifiers(Cell event) {
  constexpr Cell kModifiers = kShift | kControl | kAlternate;
  return (event & kFunction) != 0 ? event & ~kModifiers : event;
}

/// F1 to F12.
[[nodiscard]] constexpr Cell FunctionEvent(Cell number) {
  return EventOf(FunctionKey::kF1) + number - 1;
}

/// The modifiers that the second number of a control sequence stands for: one more than the sum
/// of 1 for shift, 2 for alternate, 4 for control (XTerm Control Sequences, "PC-Style Function
/// Keys").
[[nodiscard]] constexpr Cell ModifiersOf(Cell number) {
  const UCell held = number < 1 ? 0 : Unsigned(number - 1);
  return ((held & 1U) != 0 ? kShift : 0) | ((held & 2U) != 0 ? kAlternate : 0) |
         ((held & 4U) != 0 ? kControl : 0);
}

/// The key of `ESC [ number ~`.
[[nodiscard]] constexpr Cell EventOfNumber(Cell number) {
  switch (number) {
    case 1:
    case 7: return EventOf(FunctionKey::kHome);
    case 2: return EventOf(FunctionKey::kInsert);
    case 3: return EventOf(FunctionKey::kDelete);
    case 4:
    case 8: return EventOf(FunctionKey::kEnd);
    case 5: return EventOf(FunctionKey::kPrior);
    case 6: return EventOf(FunctionKey::kNext);
    default: break;
  }
  if (number >= 11 && number <= 15) {
    return FunctionEvent(number - 10);
  }
  if (number >= 17 && number <= 21) {
    return FunctionEvent(number - 11);
  }
  return number == 23 || number == 24 ? FunctionEvent(number - 12) : EventOf(FunctionKey::kUnknown);
}

/// The key of a sequence that ends in `final`, with the number in front of it.
[[nodiscard]] constexpr Cell EventOfSequence(Cell number, char final) {
  switch (final) {
    case 'A': return EventOf(FunctionKey::kUp);
    case 'B': return EventOf(FunctionKey::kDown);
    case 'C': return EventOf(FunctionKey::kRight);
    case 'D': return EventOf(FunctionKey::kLeft);
    case 'F': return EventOf(FunctionKey::kEnd);
    case 'H': return EventOf(FunctionKey::kHome);
    case 'P':
    case 'Q':
    case 'R':
    case 'S': return FunctionEvent(final - 'P' + 1);
    case '~': return EventOfNumber(number);
    default: return EventOf(FunctionKey::kUnknown);
  }
}

}  // namespace starkernel::forthvm::key_event
