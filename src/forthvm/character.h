#pragma once

#include <algorithm>
#include <string_view>

namespace starkernel::forthvm {

/// The ASCII capital of a small letter, anything else unchanged.
[[nodiscard]] constexpr char Capital(char character) {
  return character >= 'a' && character <= 'z' ? static_cast<char>(character - 'a' + 'A')
                                              : character;
}

/// Whether the names are the same but for the case of ASCII letters.
[[nodiscard]] constexpr bool SameIgnoringCase(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, {}, Capital, Capital);
}

/// Whether the character parts tokens: a space or a control character.
[[nodiscard]] constexpr bool IsBlank(char character) {
  return static_cast<unsigned char>(character) <= ' ';
}

/// What a digit is worth: 0 to 35, or 36 if it is none.
[[nodiscard]] constexpr unsigned DigitValue(char character) {
  const char capital = Capital(character);
  if (capital >= '0' && capital <= '9') {
    return static_cast<unsigned>(capital - '0');
  }
  if (capital >= 'A' && capital <= 'Z') {
    return static_cast<unsigned>(capital - 'A') + 10;
  }
  return 36;
}

/// The digit of a value from 0 to 35.
[[nodiscard]] constexpr char DigitOf(unsigned value) {
  return static_cast<char>(value < 10 ? '0' + static_cast<char>(value)
                                      : 'A' + static_cast<char>(value - 10));
}

}  // namespace starkernel::forthvm
