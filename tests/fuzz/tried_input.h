#pragma once

#include <cstdint>
#include <expected>
#include <iosfwd>
#include <string>
#include <string_view>

#include "tests/fuzz/fuzz_target.h"

namespace starkernel::fuzz {

/// An input, and which of a run it was; the first is 1.
struct TriedInput {
  std::uint64_t number = 0;
  Input input;
};

/// Writes what is about to be tried, for whoever looks after this program has died of it.
void WriteTried(std::ostream& to, std::uint64_t number, const Input& input);

/// What WriteTried wrote last; number 0 if that was nothing.
[[nodiscard]] TriedInput ReadTried(std::istream& from);

/// Bytes as pairs of hexadecimal digits, and back; an error for anything else.
[[nodiscard]] std::string ToHex(const Input& input);
[[nodiscard]] std::expected<Input, std::string> FromHex(std::string_view text);

}  // namespace starkernel::fuzz
