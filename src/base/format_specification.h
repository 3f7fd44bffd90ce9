#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace starkernel {

/// How one argument of Format is to be shown: `{}`, or `{:` and then, in this order and each part
/// optional, a fill character with an alignment `<` `>` `^` (or the alignment alone), `#` for the
/// prefix of a hexadecimal number, `0` for leading zeros, a width up to 128 and a style `d` `x`.
/// The grammar is a part of std::format's.
struct FormatSpecification {
  enum class Alignment : std::uint8_t { kDefault, kLeft, kRight, kCenter };
  enum class Style : std::uint8_t { kDefault, kDecimal, kHex };

  static constexpr std::size_t kLargestWidth = 128;

  char fill = ' ';
  Alignment alignment = Alignment::kDefault;
  bool prefix = false;
  bool leading_zeros = false;
  std::size_t width = 0;  ///< In bytes, at least; a longer text is never cut.
  Style style = Style::kDefault;

  /// Whether anything is said that makes sense for numbers alone.
  [[nodiscard]] constexpr bool ForNumbers() const {
    return prefix || leading_zeros || style != Style::kDefault;
  }

  friend constexpr bool operator==(const FormatSpecification&,
                                   const FormatSpecification&) = default;
};

/// Reads a specification, without its braces and colon; nothing if it is malformed.
[[nodiscard]] constexpr std::optional<FormatSpecification> ParseFormatSpecification(
    std::string_view text) {
  using Alignment = FormatSpecification::Alignment;
  const auto alignment_of = [](char character) {
    switch (character) {
      case '<': return Alignment::kLeft;
      case '>': return Alignment::kRight;
      case '^': return Alignment::kCenter;
      default: return Alignment::kDefault;
    }
  };
  const auto take = [&text](char wanted) {
    const bool there = text.starts_with(wanted);
    text.remove_prefix(there ? 1 : 0);
    return there;
  };
  FormatSpecification result;
  if (text.size() >= 2 && alignment_of(text[1]) != Alignment::kDefault) {
    result.fill = text[0];
    result.alignment = alignment_of(text[1]);
    text.remove_prefix(2);
  } else if (!text.empty() && alignment_of(text[0]) != Alignment::kDefault) {
    result.alignment = alignment_of(text[0]);
    text.remove_prefix(1);
  }
  result.prefix = take('#');
  result.leading_zeros = take('0');
  while (!text.empty() && text[0] >= '0' && text[0] <= '9') {
    result.width = result.width * 10 + static_cast<std::size_t>(text[0] - '0');
    if (result.width > FormatSpecification::kLargestWidth) {
      return std::nullopt;
    }
    text.remove_prefix(1);
  }
  if (take('x')) {
    result.style = FormatSpecification::Style::kHex;
  } else if (take('d')) {
    result.style = FormatSpecification::Style::kDecimal;
  }
  const bool contradicts = result.leading_zeros && result.alignment != Alignment::kDefault;
  return text.empty() && !contradicts ? std::optional(result) : std::nullopt;
}

/// The next part of a format string: text to be copied, or a field for an argument.
struct FormatPiece {
  enum class Kind : std::uint8_t { kText, kField, kMalformed };
  Kind kind = Kind::kText;
  std::string_view text;
  FormatSpecification field;
};

/// Takes the next part off `format`, which is not empty. A doubled brace is text, the brace.
[[nodiscard]] constexpr FormatPiece TakeFormatPiece(std::string_view& format) {
  const std::size_t brace = format.find_first_of("{}");
  if (brace != 0) {
    const std::string_view text = format.substr(0, brace);
    format.remove_prefix(text.size());
    return {.kind = FormatPiece::Kind::kText, .text = text, .field = {}};
  }
  if (format.size() >= 2 && format[1] == format[0]) {
    const std::string_view text = format.substr(0, 1);
    format.remove_prefix(2);
    return {.kind = FormatPiece::Kind::kText, .text = text, .field = {}};
  }
  const std::size_t end = format.find('}');
  std::optional<FormatSpecification> field;
  if (format[0] == '{' && end == 1) {
    field = FormatSpecification();
  } else if (format.starts_with("{:") && end != std::string_view::npos && end > 2) {
    field = ParseFormatSpecification(format.substr(2, end - 2));
  }
  if (!field.has_value()) {
    return {.kind = FormatPiece::Kind::kMalformed, .text = {}, .field = {}};
  }
  format.remove_prefix(end + 1);
  return {.kind = FormatPiece::Kind::kField, .text = {}, .field = *field};
}

}  // namespace starkernel
