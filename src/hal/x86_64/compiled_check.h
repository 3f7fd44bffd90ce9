#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace starkernel::hal {

/// Most bytes that an instruction of CompiledCheckAt has.
inline constexpr std::size_t kLongestCheckInstruction = 5;

/// What a check that the compiler put into the kernel found, if `code` begins with the invalid
/// instruction that such a check ends in: UD1 with the kind of undefined behaviour as its
/// displacement, or UD2 for an index out of bounds or a call through a pointer to a function of
/// another type (the numbers are those of Clang 19's SanitizerHandler).
// Unbound (static storage): the names of checks are constants.
[[nodiscard]] std::optional<std::string_view> CompiledCheckAt(std::span<const std::byte> code);

}  // namespace starkernel::hal
