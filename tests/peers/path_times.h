#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace starkernel::tests {

/// What each peer measures, in this order.
inline constexpr std::array<std::string_view, 3> kPaths = {
    "8 bytes sent to oneself and received",
    "8 bytes to another and back",
    "another begun and killed",
};

/// Nanoseconds that a round of each path took.
using PathTimes = std::array<std::uint64_t, kPaths.size()>;

/// The times in what a peer wrote, `path: NANOSECONDS NAME` on a line for each path; other lines do
/// not count. The error names the path that is missing.
[[nodiscard]] std::expected<PathTimes, std::string> TimesIn(std::string_view output);

}  // namespace starkernel::tests
