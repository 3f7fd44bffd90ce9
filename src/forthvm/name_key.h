#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "src/forthvm/character.h"

namespace starkernel::forthvm {

/// What a name is looked up by: two names are the same if their lengths, keys and the
/// characters that the key does not hold are.
struct NameKey {
  std::uint64_t start = 0;  ///< The first eight characters, as capitals.
  std::uint64_t hash = 0;   ///< Of the whole name, whatever the case of its letters.
};

/// Characters of a name that its key holds.
inline constexpr std::size_t kKeyCharacters = sizeof(std::uint64_t);

/// Up to eight characters as one number, the ASCII letters among them as capitals.
[[nodiscard]] constexpr std::uint64_t PackCapitals(std::string_view characters) {
  constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101;
  constexpr std::uint64_t kHigh = kOnes << 7U;
  std::uint64_t packed = 0;
  for (const char character : characters) {
    packed = (packed << 8U) | static_cast<std::uint8_t>(character);
  }
  // In each byte: from 'a' on, up to 'z', and below 128 as a whole. 0x80 shifted is 0x20.
  const std::uint64_t low_bits = packed & ~kHigh;
  const std::uint64_t from_a = low_bits + kOnes * (0x80 - 'a');
  const std::uint64_t beyond_z = low_bits + kOnes * (0x7f - 'z');
  const std::uint64_t small = from_a & ~beyond_z & ~packed & kHigh;
  return packed ^ (small >> 2U);
}

[[nodiscard]] constexpr NameKey KeyOf(std::string_view name) {
  // The golden ratio's bits: consecutive numbers land far apart.
  constexpr std::uint64_t kFactor = 0x9e37'79b9'7f4a'7c15;
  NameKey key{.start = PackCapitals(name.substr(0, kKeyCharacters))};
  key.hash = (key.start + name.size()) * kFactor;
  while (name.size() > kKeyCharacters) {
    name.remove_prefix(kKeyCharacters);
    key.hash =
        ((key.hash >> 29U) ^ key.hash ^ PackCapitals(name.substr(0, kKeyCharacters))) * kFactor;
  }
  key.hash ^= key.hash >> 32U;
  return key;
}

/// Whether names with the same key and length are the same.
[[nodiscard]] constexpr bool SameBehindKey(std::string_view left, std::string_view right) {
  return left.size() <= kKeyCharacters ||
         SameIgnoringCase(left.substr(kKeyCharacters), right.substr(kKeyCharacters));
}

}  // namespace starkernel::forthvm
