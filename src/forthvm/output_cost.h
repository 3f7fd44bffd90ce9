#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace starkernel::forthvm {

/// What a VM instance's output costs it, in reductions.
struct OutputCost {
  std::uint32_t character = 0;
  std::uint32_t line = 0;  ///< For the end of a line, besides what each character costs.

  [[nodiscard]] constexpr std::int64_t Of(std::string_view text) const {
    return static_cast<std::int64_t>(text.size()) * character +
           std::ranges::count(text, '\n') * std::int64_t{line};
  }
};

}  // namespace starkernel::forthvm
