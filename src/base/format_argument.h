#pragma once

#include <concepts>
#include <cstdint>
#include <string_view>
#include <type_traits>

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

/// A type that says itself how it is shown: through a function found beside it.
template <typename T>
concept CustomFormatted =
    requires(TextWriter& writer, const T& value) { FormatValue(writer, value); };

/// One argument of Format without its type.
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
      static_assert(std::same_as<T, bool> ||
                        (std::convertible_to<const T&, std::string_view> && !std::is_pointer_v<T>),
                    "this type cannot be formatted: give it a FormatValue function");
      return Kind::kText;
    }
  }

  [[nodiscard]] Kind kind() const { return kind_; }
  /// The number, or the character; of a signed number its two's complement.
  [[nodiscard]] std::uint64_t number() const { return number_; }
  [[nodiscard]] std::string_view text() const [[clang::lifetimebound]] { return text_; }
  /// Writes an argument that says itself how it is shown.
  virtual void WriteCustom(TextWriter& writer) const = 0;

 protected:
  explicit FormatArgument(Kind kind) : kind_(kind) {}
  FormatArgument(Kind kind, std::uint64_t number) : kind_(kind), number_(number) {}
  FormatArgument(Kind kind, std::string_view text) : kind_(kind), text_(text) {}
  ~FormatArgument() = default;

 private:
  Kind kind_;
  std::uint64_t number_ = 0;
  std::string_view text_;
};

/// A number, character, text or bool.
class PlainArgument final : public FormatArgument {
 public:
  template <typename T>
  explicit PlainArgument(const T& value [[clang::lifetimebound]])
      : FormatArgument(KindOf<T>(), Content(value)) {}
  void WriteCustom(TextWriter& /*writer*/) const override {}

 private:
  template <typename T>
  [[nodiscard]] static auto Content(const T& value [[clang::lifetimebound]]) {
    if constexpr (NumberType<T>) {
      return static_cast<std::uint64_t>(value.value());
    } else if constexpr (std::same_as<T, bool>) {
      return std::string_view(value ? "true" : "false");
    } else if constexpr (Integer<T> || std::same_as<T, char>) {
      return static_cast<std::uint64_t>(value);
    } else {
      return std::string_view(value);
    }
  }
};

/// A value that says itself how it is shown. Refers to it.
template <CustomFormatted T>
class CustomArgument final : public FormatArgument {
 public:
  explicit CustomArgument(const T& value [[clang::lifetimebound]])
      : FormatArgument(Kind::kCustom), value_(value) {}
  void WriteCustom(TextWriter& writer) const override { FormatValue(writer, value_); }

 private:
  const T& value_;
};

template <typename T>
struct ArgumentFor {
  using type = PlainArgument;
};
template <CustomFormatted T>
struct ArgumentFor<T> {
  using type = CustomArgument<T>;
};

}  // namespace starkernel
