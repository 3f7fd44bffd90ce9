#include "tests/fuzz/tried_input.h"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <istream>
#include <ostream>
#include <string>
#include <string_view>

namespace starkernel::fuzz {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

void AppendNumber(std::string& to, std::uint64_t number) {
  for (unsigned byte = 0; byte < 8; ++byte) {
    to += static_cast<char>(number >> (8 * byte) & 0xFFU);
  }
}

std::uint64_t ReadNumber(std::istream& from) {
  std::uint64_t number = 0;
  for (unsigned byte = 0; byte < 8; ++byte) {
    const int next = from.get();
    if (!from) {
      return 0;
    }
    number |= static_cast<std::uint64_t>(next) << (8 * byte);
  }
  return number;
}

}  // namespace

void WriteTried(std::ostream& to, std::uint64_t number, const Input& input) {
  // All at once: this is done for each input.
  std::string text;
  text.reserve(16 + input.size());
  AppendNumber(text, number);
  AppendNumber(text, input.size());
  for (const std::byte byte : input) {
    text += static_cast<char>(byte);
  }
  to << text;
}

TriedInput ReadTried(std::istream& from) {
  TriedInput tried;
  tried.number = ReadNumber(from);
  for (std::uint64_t left = ReadNumber(from); left > 0 && from; --left) {
    if (const int next = from.get(); from) {
      tried.input.push_back(static_cast<std::byte>(next));
    }
  }
  return tried;
}

std::string ToHex(const Input& input) {
  std::string text;
  for (const std::byte byte : input) {
    text += kDigits.at(std::to_integer<std::size_t>(byte >> 4U));
    text += kDigits.at(std::to_integer<std::size_t>(byte & std::byte{0xF}));
  }
  return text;
}

std::expected<Input, std::string> FromHex(std::string_view text) {
  if (text.size() % 2 != 0) {
    return std::unexpected("an odd number of digits: " + std::to_string(text.size()));
  }
  Input input;
  for (std::size_t at = 0; at < text.size(); at += 2) {
    const std::size_t high = kDigits.find(text.at(at));
    const std::size_t low = kDigits.find(text.at(at + 1));
    if (high == std::string_view::npos || low == std::string_view::npos) {
      return std::unexpected("no hexadecimal digits: \"" + std::string(text.substr(at, 2)) + "\"");
    }
    input.push_back(static_cast<std::byte>(high << 4U | low));
  }
  return input;
}

}  // namespace starkernel::fuzz
