#include "src/base/text_writer.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <string_view>

namespace starkernel {

TextWriter& TextWriter::Text(std::string_view text) {
  sink_.Write(text);
  return *this;
}

TextWriter& TextWriter::Character(char character) { return Text({&character, 1}); }

TextWriter& TextWriter::Decimal(std::uint64_t value) {
  std::array<char, 20> digits{};  // 2^64 has 20 digits.
  const char* const end = std::to_chars(digits.begin(), digits.end(), value).ptr;
  return Text(std::string_view(digits).substr(0, static_cast<std::size_t>(end - digits.begin())));
}

}  // namespace starkernel
