#pragma once

#include <optional>
#include <string_view>

#include "src/base/text_writer.h"

namespace starkernel::parity {

/// Takes `"..."` off the beginning of `text` and gives what stands between the quotes, still
/// escaped. Nothing, with `text` unchanged, if it does not begin with a quote, does not end, or
/// holds an escape other than \n \r \t \\ \" and \x with two hexadecimal digits.
[[nodiscard]] std::optional<std::string_view> TakeQuoted(std::string_view& text
                                                         [[clang::lifetimebound]]);

/// Writes what the escaped text means. `escaped` comes from TakeQuoted.
void WriteUnescaped(std::string_view escaped, TextWriter::Sink& sink);

/// Writes `plain` between quotes, with escapes for whatever is not printable ASCII.
void WriteQuoted(std::string_view plain, TextWriter& writer);

}  // namespace starkernel::parity
