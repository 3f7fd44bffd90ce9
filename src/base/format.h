#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <span>
#include <string_view>
#include <type_traits>

#include "src/base/format_argument.h"
#include "src/base/format_specification.h"
#include "src/base/text_writer.h"

namespace starkernel {

// What a format string that does not fit its arguments calls while it is compiled: the diagnostic
// names the function. None of them exists.
void FormatStringIsMalformed();
void FormatStringHasTooFewArguments();
void FormatStringHasTooManyArguments();
void FormatSpecificationIsForNumbersOnly();

/// A format string that was found to fit arguments of these types when it was compiled.
template <typename... Arguments>
class FormatString {
 public:
  template <std::convertible_to<std::string_view> Text>
  consteval explicit(false) FormatString(const Text& text) : text_(text) {
    using Kind = FormatArgument::Kind;
    constexpr std::array<Kind, sizeof...(Arguments)> kKinds = {
        FormatArgument::KindOf<Arguments>()...};
    std::size_t fields = 0;
    for (std::string_view rest = text_; !rest.empty();) {
      const FormatPiece piece = TakeFormatPiece(rest);
      if (piece.kind == FormatPiece::Kind::kMalformed) {
        FormatStringIsMalformed();
      }
      if (piece.kind != FormatPiece::Kind::kField) {
        continue;
      }
      if (fields == kKinds.size()) {
        FormatStringHasTooFewArguments();
      }
      const Kind kind = kKinds.at(fields++);
      const bool number =
          kind == Kind::kUnsigned || kind == Kind::kSigned || kind == Kind::kAddress;
      if (piece.field.ForNumbers() && !number) {
        FormatSpecificationIsForNumbersOnly();
      }
    }
    if (fields != kKinds.size()) {
      FormatStringHasTooManyArguments();
    }
  }

  [[nodiscard]] constexpr std::string_view text() const [[clang::lifetimebound]] { return text_; }

 private:
  std::string_view text_;
};

/// Writes `format`, whose fields are those of `arguments`; what Format does once types are gone.
void FormatArguments(TextWriter& writer, std::string_view format,
                     std::span<const FormatArgument* const> arguments);

template <std::derived_from<FormatArgument>... Erased>
void FormatErased(TextWriter& writer, std::string_view format, const Erased&... arguments) {
  const std::array<const FormatArgument*, sizeof...(Erased)> all = {&arguments...};
  FormatArguments(writer, format, all);
}

/// Writes `format` with its fields, `{}` or as FormatSpecification says, replaced by the arguments
/// in their order. Arguments are integers, characters, texts, bool, numbers with types of their
/// own (addresses in hexadecimal) and whatever has a function
/// `FormatValue(TextWriter&, const T&)` beside its type. A string that does not fit its arguments
/// does not compile. Needs no heap and goes through the string once.
///
///     Format(writer, "{} of {:>8} pages from {}\n", free, all, base);
template <typename... Arguments>
TextWriter& Format(TextWriter& writer [[clang::lifetimebound]],
                   std::type_identity_t<FormatString<std::remove_cvref_t<Arguments>...>> format,
                   const Arguments&... arguments) {
  FormatErased(writer, format.text(),
               typename ArgumentFor<std::remove_cvref_t<Arguments>>::type(arguments)...);
  return writer;
}

}  // namespace starkernel
