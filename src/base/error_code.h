#pragma once

#include <cstdint>

#include "src/base/error.h"

namespace starkernel {

/// Says whether there is an error, and which. One byte that is compared with zero: what an error
/// code costs in C.
class [[nodiscard]] ErrorCode {
 public:
  /// No error.
  constexpr ErrorCode() = default;
  constexpr explicit ErrorCode(Error error)
      : code_(static_cast<std::uint8_t>(static_cast<std::uint8_t>(error) + 1)) {}

  [[nodiscard]] constexpr bool success() const { return code_ == 0; }

  /// Which error; means nothing if there is none.
  [[nodiscard]] constexpr Error error() const {
    return static_cast<Error>(static_cast<std::uint8_t>(code_ - 1));
  }

 private:
  std::uint8_t code_ = 0;
};

}  // namespace starkernel
