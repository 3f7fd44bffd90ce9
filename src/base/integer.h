#pragma once

#include <concepts>
#include <type_traits>

namespace starkernel {

/// A type that counts: neither bool nor a character, which C++ takes for integers too.
template <typename T>
concept Integer = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char> &&
                  !std::same_as<T, wchar_t> && !std::same_as<T, char8_t> &&
                  !std::same_as<T, char16_t> && !std::same_as<T, char32_t>;

template <typename T>
concept SignedInteger = Integer<T> && std::is_signed_v<T>;

template <typename T>
concept UnsignedInteger = Integer<T> && std::is_unsigned_v<T>;

}  // namespace starkernel
