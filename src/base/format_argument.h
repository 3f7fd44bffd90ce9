#pragma once

#include <concepts>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include "src/base/erased_value_unsafe.h"
#include "src/base/integer.h"
#include "src/base/quantities.h"
#include "src/base/text_writer.h"

namespace starkernel {

/// A number with a type of its own: strong numbers, checked and saturating integers.
template <typename T>
concept NumberType = requires(const T& number) {
  typename T::representation;
  { number.value() } -> std::same_as<typename T::representation>;
} && Integer<typename T::representation>;

/// A position counted in bytes; shown in hexadecimal with its prefix.
template <typename T>
concept AddressType =
    NumberType<T> && requires { requires std::same_as<typename T::distance, ByteCount>; };

/// One argument of Format without its type. Refers to texts and custom values, and lives no longer
/// than the call.
class FormatArgument {
 public:
  enum class Kind : std::uint8_t { kUnsigned, kSigned, kAddress, kCharacter, kText, kCustom };

  /// What kind of argument a T makes; does not compile for a T that cannot be shown.
  template <typename T>
  [[nodiscard]] static consteval Kind KindOf() {
    if constexpr (CustomFormatted<T>) {
      return Kind::kCustom;
    } else if constexpr (AddressType<T>) {
      return Kind::kAddress;
    } else if constexpr (NumberType<T>) {
      return KindOf<typename T::representation>();
    } else if constexpr (Integer<T>) {
      return std::is_signed_v<T> ? Kind::kSigned : Kind::kUnsigned;
    } else if constexpr (std::same_as<T, char>) {
      return Kind::kCharacter;
    } else {
      static_assert(std::same_as<T, bool> || std::convertible_to<const T&, std::string_view>,
                    "this type cannot be formatted: give it a FormatValue function");
      return Kind::kText;
    }
  }

  template <typename T>
  constexpr explicit FormatArgument(const T& value [[clang::lifetimebound]]) : kind_(KindOf<T>()) {
    if constexpr (CustomFormatted<T>) {
      custom_ = ErasedValue(value);
    } else if constexpr (NumberType<T>) {
      number_ = static_cast<std::uint64_t>(value.value());
    } else if constexpr (std::same_as<T, bool>) {
      text_ = value ? "true" : "false";
    } else if constexpr (Integer<T> || std::same_as<T, char>) {
      number_ = static_cast<std::uint64_t>(value);
    } else {
      text_ = value;
    }
  }

  [[nodiscard]] constexpr Kind kind() const { return kind_; }
  /// The number, or the character; of a signed number its two's complement.
  [[nodiscard]] constexpr std::uint64_t number() const { return number_; }
  // Unbound (other owner): the text is the caller's.
  [[nodiscard]] constexpr std::string_view text() const { return text_; }
  void WriteCustom(TextWriter& writer) const { custom_.Write(writer); }

 private:
  Kind kind_;
  std::uint64_t number_ = 0;
  std::string_view text_;
  ErasedValue custom_;
};

}  // namespace starkernel
