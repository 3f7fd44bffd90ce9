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

/// What a name is looked up by: two names are the same if their lengths, keys and the
/// characters that the key does not hold are.
struct NameKey {
  std::uint64_t start = 0;  ///< PackStart() of it.
  std::uint64_t hash = 0;   ///< Of the whole name, whatever the case of its letters.
};

/// Characters of a name that its key holds.
inline constexpr std::size_t kKeyCharacters = sizeof(std::uint64_t);

/// Eight or four characters as one number, the ASCII letters among them as capitals.
template <typename Number>
[[nodiscard]] constexpr Number PackCapitals(std::string_view characters) {
  std::array<char, sizeof(Number)> raw{};
  CopyInto(std::span<char>(raw), characters.substr(0, raw.size()));
  const auto packed = std::bit_cast<Number>(raw);
  constexpr Number kOnes = std::numeric_limits<Number>::max() / 0xff;
  constexpr Number kHigh = kOnes << 7U;
  // In each byte: from 'a' on, up to 'z', and below 128 as a whole. 0x80 shifted is 0x20.
  const Number low_bits = packed & ~kHigh;
  const Number from_a = low_bits + kOnes * (0x80 - 'a');
  const Number beyond_z = low_bits + kOnes * (0x7f - 'z');
  const Number small = from_a & ~beyond_z & ~packed & kHigh;
  return packed ^ (small >> 2U);
}

/// All characters of a name of up to eight, or the first eight: no two names of one length that
/// differ in them have the same.
[[nodiscard]] constexpr std::uint64_t PackStart(std::string_view name) {
  if (name.size() >= kKeyCharacters) {
    return PackCapitals<std::uint64_t>(name);
  }
  if (name.size() >= sizeof(std::uint32_t)) {
    const std::uint64_t last = PackCapitals<std::uint32_t>(name.substr(name.size() - 4));
    return (last << 32U) | PackCapitals<std::uint32_t>(name);
  }
  std::uint64_t packed = 0;
  for (const char character : name) {
    packed = (packed << 8U) | static_cast<std::uint8_t>(Capital(character));
  }
  return packed;
}

/// Bits that depend on all bits of `value`.
[[nodiscard]] constexpr std::uint64_t Mix(std::uint64_t value) {
  // The golden ratio's bits: consecutive numbers land far apart. A product's bits depend on
  // lower ones alone, so the upper half is brought down before and after.
  const std::uint64_t product = (value ^ (value >> 32U)) * 0x9e37'79b9'7f4a'7c15;
  return product ^ (product >> 32U);
}

[[nodiscard]] constexpr NameKey KeyOf(std::string_view name) {
  NameKey key{.start = PackStart(name)};
  key.hash = Mix(key.start + name.size());
  if (name.size() > kKeyCharacters) {
    // The last eight characters, which may overlap the ones before.
    const std::string_view last = name.substr(name.size() - kKeyCharacters);
    for (name.remove_prefix(kKeyCharacters); name.size() > kKeyCharacters;
         name.remove_prefix(kKeyCharacters)) {
      key.hash = Mix(key.hash ^ PackCapitals<std::uint64_t>(name));
    }
    key.hash = Mix(key.hash ^ PackCapitals<std::uint64_t>(last));
  }
  return key;
}

/// Whether names with the same key and length are the same.
[[nodiscard]] constexpr bool SameBehindKey(std::string_view left, std::string_view right) {
  const std::size_t size = left.size();
  if (size <= kKeyCharacters) {
    return true;
  }
  const std::size_t last = size - kKeyCharacters;
  return PackCapitals<std::uint64_t>(left.substr(last)) ==
             PackCapitals<std::uint64_t>(right.substr(last)) &&
         (last <= kKeyCharacters ||
          SameIgnoringCase(left.substr(kKeyCharacters, last - kKeyCharacters),
                           right.substr(kKeyCharacters, last - kKeyCharacters)));
}

}  // namespace starkernel::forthvm
