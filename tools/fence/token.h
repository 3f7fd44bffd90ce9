#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace starkernel::fence {

enum class TokenKind : std::uint8_t {
  kIdentifier,  ///< Keywords too.
  kNumber,
  kLiteral,  ///< A string or character, or what #include names; `text` is what is between quotes.
  kPunctuation,
  kComment,  ///< `text` is what follows the slashes and stars.
};

struct Token {
  TokenKind kind = TokenKind::kPunctuation;
  std::string text;
  std::size_t line = 0;    ///< Counted from 1.
  bool directive = false;  ///< Part of a preprocessor directive, which begins with the token "#".

  /// Whether this is the identifier or punctuation `wanted`.
  [[nodiscard]] bool Is(std::string_view wanted) const {
    return (kind == TokenKind::kIdentifier || kind == TokenKind::kPunctuation) && text == wanted;
  }
};

}  // namespace starkernel::fence
