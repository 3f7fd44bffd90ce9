#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// Extended characters: Unicode code points in UTF-8, well-formed as the Unicode Standard,
/// table 3-7, has it. A byte that begins no well-formed sequence is a character of its own, so that
/// any text divides into characters in one way, seen from its beginning.
namespace starkernel::forthvm::utf8 {

inline constexpr std::uint32_t kReplacement = 0xFFFD;
inline constexpr std::uint32_t kGreatest = 0x10FFFF;
inline constexpr std::size_t kMostBytes = 4;

/// Whether it is a code point that has a form: no surrogate, at most kGreatest.
[[nodiscard]] constexpr bool IsCharacter(std::uint64_t code) {
  return code <= kGreatest && (code < 0xD800 || code > 0xDFFF);
}

/// The bytes of a code point's form, 1 to 4.
[[nodiscard]] constexpr std::size_t SizeOf(std::uint32_t code) {
  if (code < 0x80) {
    return 1;
  }
  if (code < 0x800) {
    return 2;
  }
  return code < 0x10000 ? 3 : 4;
}

[[nodiscard]] constexpr bool IsContinuation(char byte) {
  return (static_cast<std::uint8_t>(byte) & 0xC0U) == 0x80;
}

/// The columns that a terminal shows `text` in: one for each character.
[[nodiscard]] constexpr std::size_t Columns(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char byte) { return !IsContinuation(byte); }));
}

/// How long a sequence that begins with `lead` is; 0 if none does.
[[nodiscard]] constexpr std::size_t SizeFromLead(std::uint8_t lead) {
  if (lead < 0x80) {
    return 1;
  }
  if (lead < 0xC2 || lead > 0xF4) {
    return 0;
  }
  if (lead < 0xE0) {
    return 2;
  }
  return lead < 0xF0 ? 3 : 4;
}

/// The bits of a code point that the lead of a sequence of `size` bytes has.
[[nodiscard]] constexpr std::uint32_t LeadBits(std::uint8_t lead, std::size_t size) {
  return size == 1 ? lead : lead & (0x7FU >> size);
}

/// A character and how many bytes it takes.
struct Decoded {
  std::uint32_t code = kReplacement;
  std::size_t size = 1;
  bool is_well_formed = false;
};

/// The character that `text`, which is not empty, begins with: U+FFFD of one byte if it is
/// malformed or cut off.
[[nodiscard]] constexpr Decoded DecodeFirst(std::string_view text) {
  const auto lead = static_cast<std::uint8_t>(text.front());
  const std::size_t size = SizeFromLead(lead);
  if (size == 0 || size > text.size()) {
    return {};
  }
  std::uint32_t code = LeadBits(lead, size);
  for (const char byte : text.substr(1, size - 1)) {
    if (!IsContinuation(byte)) {
      return {};
    }
    code = (code << 6U) | (static_cast<std::uint8_t>(byte) & 0x3FU);
  }
  if (!IsCharacter(code) || SizeOf(code) != size) {
    return {};
  }
  return {.code = code, .size = size, .is_well_formed = true};
}

/// How many bytes the last character of `text` takes, which is not empty: a well-formed sequence
/// at its end, else a byte.
[[nodiscard]] constexpr std::size_t SizeOfLast(std::string_view text) {
  for (std::size_t size = 2; size <= kMostBytes && size <= text.size(); ++size) {
    const Decoded last = DecodeFirst(text.substr(text.size() - size));
    if (last.is_well_formed && last.size == size) {
      return size;
    }
  }
  return 1;
}

/// How many bytes at the end of `text` begin a sequence that is cut off there.
[[nodiscard]] constexpr std::size_t SizeOfGarbage(std::string_view text) {
  std::size_t size = 1;
  while (size < kMostBytes && size < text.size() && IsContinuation(text[text.size() - size])) {
    ++size;
  }
  if (text.empty()) {
    return 0;
  }
  const auto lead = static_cast<std::uint8_t>(text[text.size() - size]);
  return SizeFromLead(lead) > size ? size : 0;
}

/// The form of a code point.
class Encoded {
 public:
  /// `code` has to be a character (IsCharacter).
  explicit constexpr Encoded(std::uint32_t code) : size_(SizeOf(code)) {
    if (size_ == 1) {
      bytes_[0] = static_cast<char>(code);
      return;
    }
    for (std::size_t index = size_ - 1; index > 0; --index) {
      bytes_[index] = static_cast<char>(0x80U | (code & 0x3FU));
      code >>= 6U;
    }
    bytes_[0] = static_cast<char>((0xF00U >> size_ & 0xFFU) | code);
  }
  [[nodiscard]] constexpr std::string_view view() const [[clang::lifetimebound]] {
    return std::string_view(bytes_).substr(0, size_);
  }

 private:
  std::array<char, kMostBytes> bytes_{};
  std::size_t size_;
};

}  // namespace starkernel::forthvm::utf8
