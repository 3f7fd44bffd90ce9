#pragma once

#include <compare>
#include <cstdint>

namespace starkernel::capabilities {

/// What one may do with what a capability is for.
enum class Right : std::uint8_t {
  kRead = 1U << 0U,
  kWrite = 1U << 1U,
  kInvoke = 1U << 2U,    ///< Send, spawn, kill, register, set: the verb of the capability's type.
  kDelegate = 1U << 3U,  ///< Derive capabilities for other VM instances.
};

/// A set of rights.
class Rights {
 public:
  constexpr Rights() = default;
  constexpr explicit Rights(Right right) : bits_(static_cast<std::uint8_t>(right)) {}

  /// Every right there is.
  [[nodiscard]] static constexpr Rights All() { return Rights(std::uint8_t{0xF}); }
  /// The rights whose bits are set; Right has their values. Other bits are dropped.
  [[nodiscard]] static constexpr Rights FromBits(std::uint64_t bits) {
    return Rights(static_cast<std::uint8_t>(bits & 0xFU));
  }

  [[nodiscard]] constexpr std::uint8_t bits() const { return bits_; }
  [[nodiscard]] constexpr bool HasAll(Rights wanted) const {
    return (bits_ & wanted.bits_) == wanted.bits_;
  }
  [[nodiscard]] constexpr bool Has(Right wanted) const { return HasAll(Rights(wanted)); }

  friend constexpr bool operator==(Rights, Rights) = default;
  friend constexpr Rights operator|(Rights left, Rights right) {
    return Rights(static_cast<std::uint8_t>(left.bits_ | right.bits_));
  }

 private:
  constexpr explicit Rights(std::uint8_t bits) : bits_(bits) {}

  std::uint8_t bits_ = 0;
};

[[nodiscard]] constexpr Rights operator|(Right left, Right right) {
  return Rights(left) | Rights(right);
}

}  // namespace starkernel::capabilities
