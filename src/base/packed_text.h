#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/result.h"

namespace starkernel {

/// Text that was made smaller when the kernel was built (//tools/text_packer): a row of codes of
/// 12 bits. A code below kFirstPair is that byte. Any other stands for a pair of the table: two
/// codes that are both lower, so that a pair of pairs of ... comes to an end at bytes. (Pairs that
/// stand often side by side, replaced again and again: N. J. Larsson and A. Moffat, "Off-line
/// dictionary-based compression", 2000.)
///
/// Code n of a row lies in its bits 12 n to 12 n + 11, counted from the lowest bit of the first
/// byte on: two codes in three bytes. Behind an odd number of codes four bits are zero. The table
/// of pairs is a row too: pair n is its codes 2 n and 2 n + 1.
inline constexpr std::uint16_t kFirstPair = 256;
inline constexpr std::size_t kMostPairs = 4096 - kFirstPair;

/// A byte has height 0, a pair one more than the higher of its two. No pair may be higher.
inline constexpr std::size_t kHighestPair = 32;

/// Writes the text that `packed` stands for to the beginning of `room` and returns it. `pairs` is
/// the table that it was packed with. Error::kCorrupt if either is no row of codes, or a code
/// stands for a pair that is not in the table, refers to one that is not lower or is higher than
/// kHighestPair; Error::kCapacity if the text is longer than `room`.
[[nodiscard]] Result<std::string_view> UnpackText(std::span<const std::byte> pairs,
                                                  std::span<const std::byte> packed,
                                                  std::span<char> room [[clang::lifetimebound]]);

/// The same of rows that are written as text.
[[nodiscard]] inline Result<std::string_view> UnpackText(std::string_view pairs,
                                                         std::string_view packed,
                                                         std::span<char> room
                                                         [[clang::lifetimebound]]) {
  return UnpackText(std::as_bytes(std::span(pairs)), std::as_bytes(std::span(packed)), room);
}

}  // namespace starkernel
