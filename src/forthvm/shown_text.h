#pragma once

#include <cstdint>
#include <string_view>

#include "src/base/text_writer.h"

namespace starkernel::forthvm {

/// Whether a terminal takes the character for a command instead of showing it: ASCII control
/// characters and those from U+0080 to U+009F (ECMA-48, 5.2 and 5.3).
[[nodiscard]] constexpr bool IsCommand(std::uint32_t code) {
  return code < ' ' || (code >= 0x7F && code < 0xA0);
}

/// Whether all of the text is characters that a terminal shows.
[[nodiscard]] bool IsShown(std::string_view text);

/// Writes a text that a program may have chosen, such as a name, so that it can do nothing to the
/// terminal: what it would not show is written as \x and two hexadecimal digits for each byte.
void WriteShown(std::string_view text, TextWriter& writer);

}  // namespace starkernel::forthvm
