#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "tests/boot/test_description.h"

namespace starkernel::tests {

/// How many of the expectations occur, in their order, each after the end of the one before. All
/// of them if the transcript is as expected; otherwise the index of the first that is missing.
[[nodiscard]] std::size_t CountMet(std::span<const Expectation> expectations,
                                   std::string_view transcript);

/// What VM[0] said: everything after the kernel's last boot line. Nothing if that line is
/// missing.
[[nodiscard]] std::optional<std::string_view> AfterBootLines(std::string_view transcript);

/// The lines by which two machines are compared, those that begin with `PARITY:`.
[[nodiscard]] std::vector<std::string_view> PacketsIn(std::string_view transcript);

/// The first line in which two transcripts differ, counted from 1; 0 if they are equal.
[[nodiscard]] std::size_t FirstDifferentLine(std::string_view one, std::string_view other);

}  // namespace starkernel::tests
