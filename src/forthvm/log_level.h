#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace starkernel::forthvm {

/// How much a line of the log matters, the most first.
enum class LogLevel : std::uint8_t { kError, kWarning, kInfo, kTest, kDebug };

inline constexpr std::array<std::string_view, 5> kLogLevelNames{"error", "warning", "info", "test",
                                                                "debug"};

[[nodiscard]] constexpr std::string_view NameOf(LogLevel level) {
  return kLogLevelNames.at(static_cast<std::size_t>(level));
}

}  // namespace starkernel::forthvm
