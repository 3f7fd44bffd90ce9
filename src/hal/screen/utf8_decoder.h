#pragma once

#include <cstddef>
#include <cstdint>

#include "src/base/fixed_vector.h"
#include "src/base/panic.h"

namespace starkernel::hal::screen {

/// Bytes to code points. Well-formed is what the Unicode Standard, table 3-7, lists; each maximal
/// part of anything else becomes one U+FFFD.
class Utf8Decoder {
 public:
  static constexpr char32_t kReplacement = 0xFFFD;

  /// What one byte completes: at most a replacement for what it broke off, and itself.
  using CodePoints = FixedVector<char32_t, 2>;

  [[nodiscard]] constexpr CodePoints Feed(std::uint8_t byte) {
    CodePoints decoded;
    if (missing_ > 0) {
      if (byte >= lowest_ && byte <= highest_) {
        Continue(byte, decoded);
        return decoded;
      }
      missing_ = 0;
      Add(decoded, kReplacement);
    }
    Start(byte, decoded);
    return decoded;
  }

 private:
  static constexpr std::uint8_t kLowestNext = 0x80;
  static constexpr std::uint8_t kHighestNext = 0xBF;

  static constexpr void Add(CodePoints& decoded, char32_t code_point) {
    Require(decoded.Push(code_point).ok(), "one byte gives at most two code points");
  }

  constexpr void Continue(std::uint8_t byte, CodePoints& decoded) {
    partial_ = partial_ << 6U | (byte & 0x3FU);
    lowest_ = kLowestNext;
    highest_ = kHighestNext;
    --missing_;
    if (missing_ == 0) {
      Add(decoded, partial_);
    }
  }

  constexpr void Start(std::uint8_t byte, CodePoints& decoded) {
    lowest_ = kLowestNext;
    highest_ = kHighestNext;
    if (byte < 0x80) {
      Add(decoded, byte);
    } else if (byte >= 0xC2 && byte <= 0xDF) {
      Expect(1, byte & 0x1FU);
    } else if (byte >= 0xE0 && byte <= 0xEF) {
      lowest_ = byte == 0xE0 ? 0xA0 : kLowestNext;
      highest_ = byte == 0xED ? 0x9F : kHighestNext;
      Expect(2, byte & 0x0FU);
    } else if (byte >= 0xF0 && byte <= 0xF4) {
      lowest_ = byte == 0xF0 ? 0x90 : kLowestNext;
      highest_ = byte == 0xF4 ? 0x8F : kHighestNext;
      Expect(3, byte & 0x07U);
    } else {
      Add(decoded, kReplacement);
    }
  }

  constexpr void Expect(std::size_t bytes, char32_t first_bits) {
    missing_ = bytes;
    partial_ = first_bits;
  }

  char32_t partial_ = 0;
  std::size_t missing_ = 0;
  std::uint8_t lowest_ = kLowestNext;  ///< Bounds of the next byte while some are missing.
  std::uint8_t highest_ = kHighestNext;
};

}  // namespace starkernel::hal::screen
