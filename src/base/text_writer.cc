#include "src/base/text_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace starkernel {
namespace {

/// Room for 64 binary digits and a sign.
using DigitBuffer = std::array<char, 65>;

template <typename T>
std::string_view Digits(DigitBuffer& buffer [[clang::lifetimebound]], T value, int base) {
  const std::to_chars_result end = std::to_chars(buffer.begin(), buffer.end(), value, base);
  return {buffer.begin(), end.ptr};
}

}  // namespace

TextWriter& TextWriter::Text(std::string_view text) {
  sink_.Write(text);
  return *this;
}

TextWriter& TextWriter::Character(char character) { return Text({&character, 1}); }

TextWriter& TextWriter::Decimal(std::uint64_t value) {
  DigitBuffer buffer{};
  return Text(Digits(buffer, value, 10));
}

TextWriter& TextWriter::SignedDecimal(std::int64_t value) {
  DigitBuffer buffer{};
  return Text(Digits(buffer, value, 10));
}

TextWriter& TextWriter::Hex(std::uint64_t value, unsigned digits) {
  DigitBuffer buffer{};
  const std::string_view text = Digits(buffer, value, 16);
  Text("0x");
  for (std::size_t count = text.size(); count < std::min(digits, 16U); ++count) {
    Character('0');
  }
  return Text(text);
}

}  // namespace starkernel
