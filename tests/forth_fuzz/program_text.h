#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tests/forth_fuzz/fuzz_program.h"

namespace starkernel::forthvm::fuzz {

// Three ways to read bytes as a program. Any bytes are one, and small changes of them make small
// changes of it, as a fuzz test needs it. The first byte is the quantum.

/// Text as it is; what is behind the first byte of zero is a file.
[[nodiscard]] FuzzProgram ProgramOfText(std::span<const std::byte> input);

/// Words of the dictionary, numbers, names, strings and noise, each one byte or a few.
[[nodiscard]] FuzzProgram ProgramOfTokens(std::span<const std::byte> input);

/// Lines that put numbers and addresses on the stack and execute some token, existing or not: one
/// half of them of words that take an address.
[[nodiscard]] FuzzProgram ProgramOfExecutions(std::span<const std::byte> input);

/// The bytes that ProgramOfTokens reads as this text, but for spaces; what it has no token for is
/// noise to it.
[[nodiscard]] std::vector<std::byte> TokensOf(std::string_view text);

}  // namespace starkernel::forthvm::fuzz
