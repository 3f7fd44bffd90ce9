#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "src/forthvm/cell.h"
#include "src/forthvm/wide.h"

namespace starkernel::forthvm {

/// What a token means as a number.
struct NumberParse {
  enum class Kind : std::uint8_t {
    kNone,        ///< It is not a number.
    kSingle,      ///< The low cell of `value`.
    kDouble,      ///< It ends in a dot.
    kOutOfRange,  ///< It has more digits than a cell, or a double cell, can hold.
  };
  Kind kind = Kind::kNone;
  Wide value;
};

/// Reads a number: digits of `base` (2 to 36) with an optional sign; # $ % before them mean
/// base 10, 16, 2; a dot behind them means double; 'c' is the code of a character
/// (Forth-2012, 3.4.1.3).
[[nodiscard]] NumberParse ParseNumber(std::string_view token, unsigned base);

/// Adds digits of `text` to `value` until one is not of `base`; gives how many were taken.
/// What exceeds 128 bits is lost, and `overflowed` set.
std::size_t AccumulateDigits(std::string_view text, unsigned base, Wide& value, bool& overflowed);

/// The digits of a number.
class NumberText {
 public:
  [[nodiscard]] static NumberText Signed(Wide value, unsigned base);
  [[nodiscard]] static NumberText Unsigned(Wide value, unsigned base);
  [[nodiscard]] std::string_view view() const [[clang::lifetimebound]];

 private:
  void Prepend(char character);

  /// Room for 128 binary digits and a sign.
  std::array<char, 129> characters_{};
  std::size_t first_ = 129;
};

}  // namespace starkernel::forthvm
