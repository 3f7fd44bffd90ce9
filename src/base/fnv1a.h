#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace starkernel {

/// The 64-bit FNV-1a hash of the bytes added to it (Fowler, Noll, Vo; RFC 9923). Tells apart what
/// differs by accident, not what somebody made to be alike.
class Fnv1a {
 public:
  constexpr Fnv1a() = default;
  /// Goes on where another hash has ended.
  constexpr explicit Fnv1a(std::uint64_t value) : value_(value) {}

  constexpr void AddByte(std::uint8_t byte) {
    value_ ^= byte;
    value_ *= kPrime;
  }

  /// Adds the bytes of `number`, least significant first.
  template <std::unsigned_integral T>
  constexpr void AddLittleEndian(T number) {
    const std::uint64_t wide = number;
    for (std::size_t index = 0; index < sizeof(T); ++index) {
      AddByte(static_cast<std::uint8_t>((wide >> (8U * index)) & 0xFF));
    }
  }

  constexpr void AddText(std::string_view text) {
    for (const char character : text) {
      AddByte(static_cast<std::uint8_t>(character));
    }
  }

  [[nodiscard]] constexpr std::uint64_t value() const { return value_; }

 private:
  static constexpr std::uint64_t kPrime = 0x100000001B3;
  static constexpr std::uint64_t kOffsetBasis = 0xCBF29CE484222325;

  std::uint64_t value_ = kOffsetBasis;
};

}  // namespace starkernel
