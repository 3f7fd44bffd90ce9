#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

#include "src/base/span_copy_unsafe.h"
#include "src/forthvm/character.h"

namespace starkernel::forthvm {

/// What a name is looked up by: two names are the same if their lengths are, their starts but for
/// case, and what lies behind these.
struct NameKey {
  std::uint64_t start = 0;  ///< PackStart() of it.
  std::uint64_t hash = 0;   ///< Of the whole name, whatever the case of its letters.
};

/// Characters of a name that its key's start holds.
inline constexpr std::size_t kKeyCharacters = sizeof(std::uint64_t);

/// The first characters of a text as one number.
template <typename Number>
[[nodiscard, gnu::always_inline]] constexpr Number Pack(std::string_view characters) {
  std::array<char, sizeof(Number)> raw{};
  CopyInto(std::span<char>(raw), characters.substr(0, raw.size()));
  return std::bit_cast<Number>(raw);
}

/// Each of eight bytes with that value.
[[nodiscard]] constexpr std::uint64_t EightTimes(std::uint8_t byte) {
  return std::numeric_limits<std::uint64_t>::max() / 0xff * byte;
}

/// What tells small ASCII letters from capitals.
inline constexpr std::uint64_t kCaseBits = EightTimes('a' - 'A');

/// The highest bit of each of eight bytes: whether it is a small ASCII letter.
[[nodiscard, gnu::always_inline]] constexpr std::uint64_t SmallLetters(std::uint64_t packed) {
  constexpr std::uint64_t kHigh = EightTimes(0x80);
  // In each byte: from 'a' on, up to 'z', and below 128 as a whole.
  const std::uint64_t low_bits = packed & ~kHigh;
  const std::uint64_t from_a = low_bits + EightTimes(0x80 - 'a');
  const std::uint64_t beyond_z = low_bits + EightTimes(0x7f - 'z');
  return from_a & ~beyond_z & ~packed & kHigh;
}

/// Whether eight characters are the same but for the case of ASCII letters. Mostly they are as they
/// stand.
[[nodiscard, gnu::always_inline]] constexpr bool SameButForCase(std::uint64_t left,
                                                                std::uint64_t right) {
  const std::uint64_t difference = left ^ right;
  if (difference == 0) {
    return true;
  }
  // Only where letters are, whose highest bit is two beyond the one that tells.
  return (difference & ~kCaseBits) == 0 &&
         ((difference << 2U) & ~SmallLetters(left | kCaseBits)) == 0;
}

/// Eight characters without what tells small letters from capitals, nor '[' from '{' or the like:
/// good enough for a hash.
[[nodiscard]] constexpr std::uint64_t WithoutCase(std::uint64_t packed) {
  return packed & ~kCaseBits;
}

/// All characters of a name of up to eight, or the first eight, as they are: no two names of one
/// length that differ in them have the same.
[[nodiscard, gnu::always_inline]] constexpr std::uint64_t PackStart(std::string_view name) {
  if (name.size() >= kKeyCharacters) {
    return Pack<std::uint64_t>(name);
  }
  if (name.size() >= sizeof(std::uint32_t)) {
    const std::uint64_t last = Pack<std::uint32_t>(name.substr(name.size() - 4));
    return (last << 32U) | Pack<std::uint32_t>(name);
  }
  if (name.empty()) {
    return 0;
  }
  // The first, middle and last of up to three characters are all that there are.
  const auto byte = [](char character) {
    return std::uint64_t{static_cast<std::uint8_t>(character)};
  };
  return byte(name.front()) | byte(name[name.size() / 2]) << 8U | byte(name.back()) << 16U;
}

/// Bits that depend on all bits of `value`.
[[nodiscard]] constexpr std::uint64_t Mix(std::uint64_t value) {
  // The golden ratio's bits: consecutive numbers land far apart. A product's bits depend on
  // lower ones alone, so the upper half is brought down before and after.
  const std::uint64_t product = (value ^ (value >> 32U)) * 0x9e37'79b9'7f4a'7c15;
  return product ^ (product >> 32U);
}

/// Adds what lies between the first eight characters and the last eight to a hash.
[[nodiscard]] constexpr std::uint64_t MixMiddle(std::uint64_t hash, std::string_view name) {
  for (name.remove_prefix(kKeyCharacters); name.size() > kKeyCharacters;
       name.remove_prefix(kKeyCharacters)) {
    hash = Mix(hash ^ WithoutCase(Pack<std::uint64_t>(name)));
  }
  return hash;
}

[[nodiscard, gnu::always_inline]] constexpr NameKey KeyOf(std::string_view name) {
  const std::uint64_t start = PackStart(name);
  NameKey key{.start = start, .hash = Mix(WithoutCase(start) + name.size())};
  if (name.size() > kKeyCharacters) {
    if (name.size() > 2 * kKeyCharacters) {
      key.hash = MixMiddle(key.hash, name);
    }
    // These may overlap the ones before.
    const auto last = Pack<std::uint64_t>(name.substr(name.size() - kKeyCharacters));
    key.hash = Mix(key.hash ^ WithoutCase(last));
  }
  return key;
}

/// Whether names of the same length and, but for case, start are the same.
[[nodiscard, gnu::always_inline]] constexpr bool SameBehindStart(std::string_view left,
                                                                 std::string_view right) {
  const std::size_t size = left.size();
  if (size <= kKeyCharacters) {
    return true;
  }
  const std::size_t last = size - kKeyCharacters;
  return SameButForCase(Pack<std::uint64_t>(left.substr(last)),
                        Pack<std::uint64_t>(right.substr(last))) &&
         (last <= kKeyCharacters ||
          SameIgnoringCase(left.substr(kKeyCharacters, last - kKeyCharacters),
                           right.substr(kKeyCharacters, last - kKeyCharacters)));
}

}  // namespace starkernel::forthvm
