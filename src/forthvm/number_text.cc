#include "src/forthvm/number_text.h"

#include <cstddef>
#include <string_view>

#include "src/base/wide_integer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/character.h"
#include "src/forthvm/utf8.h"
#include "src/forthvm/wide.h"

namespace starkernel::forthvm {
namespace {

bool TakePrefix(std::string_view& text, char prefix) {
  if (!text.starts_with(prefix)) {
    return false;
  }
  text.remove_prefix(1);
  return true;
}

/// Takes a base prefix off `text`, if there is one.
unsigned TakeBase(std::string_view& text, unsigned base) {
  if (TakePrefix(text, '#')) {
    return 10;
  }
  if (TakePrefix(text, '$')) {
    return 16;
  }
  return TakePrefix(text, '%') ? 2 : base;
}

bool FitsCell(Wide magnitude, bool negative) {
  return magnitude.high == 0 && (!negative || magnitude.low <= UCell{1} << 63U);
}

}  // namespace

std::size_t AccumulateDigits(std::string_view text, unsigned base, Wide& value, bool& overflowed) {
  std::size_t count = 0;
  for (const char character : text) {
    const unsigned digit = DigitValue(character);
    if (digit >= base) {
      break;
    }
    const Wide low = MultiplyWide(value.low, base);
    const Wide high = MultiplyWide(value.high, base);
    const Wide shifted{low.low, low.high + high.low};
    const Wide sum = AddWide(shifted, {digit, 0});
    overflowed = overflowed || high.high != 0 || shifted.high < low.high || sum.high < shifted.high;
    value = sum;
    ++count;
  }
  return count;
}

NumberParse ParseNumber(std::string_view token, unsigned base) {
  if (token.size() >= 3 && token.front() == '\'' && token.back() == '\'') {
    const utf8::Decoded character = utf8::DecodeFirst(token.substr(1, token.size() - 2));
    if (character.size == token.size() - 2) {
      return {NumberParse::Kind::kSingle, {character.code, 0}};
    }
  }
  bool negative = TakePrefix(token, '-');
  const unsigned radix = TakeBase(token, base);
  negative = negative || TakePrefix(token, '-');
  const bool is_double = token.ends_with('.');
  if (is_double) {
    token.remove_suffix(1);
  }
  Wide magnitude;
  bool overflowed = false;
  if (token.empty() || AccumulateDigits(token, radix, magnitude, overflowed) != token.size()) {
    return {};
  }
  if (overflowed || (!is_double && !FitsCell(magnitude, negative))) {
    return {.kind = NumberParse::Kind::kOutOfRange, .value = {}};
  }
  return {is_double ? NumberParse::Kind::kDouble : NumberParse::Kind::kSingle,
          negative ? Negate(magnitude) : magnitude};
}

NumberText NumberText::Unsigned(Wide value, unsigned base) {
  NumberText text;
  do {
    text.Prepend(DigitOf(static_cast<unsigned>(DivideBy(value, base))));
  } while (value != Wide{});
  return text;
}

NumberText NumberText::Signed(Wide value, unsigned base) {
  NumberText text = Unsigned(Magnitude(value), base);
  if (IsNegative(value)) {
    text.Prepend('-');
  }
  return text;
}

std::string_view NumberText::view() const { return std::string_view(characters_).substr(first_); }

void NumberText::Prepend(char character) {
  --first_;
  characters_[first_] = character;
}

}  // namespace starkernel::forthvm
