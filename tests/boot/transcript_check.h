#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "tests/boot/test_description.h"

namespace starkernel::tests {

/// How many of the expectations occur, in their order, each after the end of the one before. All
/// of them if the transcript is as expected; otherwise the index of the first that is missing.
[[nodiscard]] std::size_t CountMet(std::span<const Expectation> expectations,
                                   std::string_view transcript);

/// What VM[0] said: everything after the kernel's last boot line. Nothing if that line is
/// missing.
[[nodiscard]] std::optional<std::string_view> AfterBootLines(std::string_view transcript);

/// What the self test wrote: from its table or the first packet (`PARITY:`) to the end of the last
/// packet. Empty without one.
[[nodiscard]] std::string_view SelfTestIn(std::string_view transcript);

/// What follows the last packet; all if there is none.
[[nodiscard]] std::string_view AfterPackets(std::string_view transcript);

/// The first line in which two transcripts differ, counted from 1; 0 if they are equal.
[[nodiscard]] std::size_t FirstDifferentLine(std::string_view one, std::string_view other);

}  // namespace starkernel::tests
