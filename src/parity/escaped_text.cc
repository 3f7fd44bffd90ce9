#include "src/parity/escaped_text.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "src/base/format.h"
#include "src/base/text_writer.h"

namespace starkernel::parity {
namespace {

std::optional<unsigned> HexDigit(char character) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const std::size_t lower = kDigits.find(character);
  if (lower != std::string_view::npos) {
    return static_cast<unsigned>(lower);
  }
  constexpr std::string_view kCapitals = "ABCDEF";
  const std::size_t capital = kCapitals.find(character);
  return capital == std::string_view::npos ? std::nullopt
                                           : std::optional(static_cast<unsigned>(capital) + 10);
}

/// A character and how much of the text it takes; a length of 0 if the escape is none.
struct Unescaped {
  char character = 0;
  std::size_t length = 0;
};

/// The first character of `text`, which is not empty.
Unescaped First(std::string_view text) {
  constexpr std::string_view kNames = "nrt\\\"";
  constexpr std::string_view kMeanings = "\n\r\t\\\"";
  if (text[0] != '\\') {
    return {.character = text[0], .length = 1};
  }
  if (text.size() < 2) {
    return {};
  }
  if (const std::size_t name = kNames.find(text[1]); name != std::string_view::npos) {
    return {.character = kMeanings[name], .length = 2};
  }
  if (text[1] != 'x' || text.size() < 4) {
    return {};
  }
  const std::optional<unsigned> high = HexDigit(text[2]);
  const std::optional<unsigned> low = HexDigit(text[3]);
  if (!high.has_value() || !low.has_value()) {
    return {};
  }
  return {.character = static_cast<char>(*high * 16 + *low), .length = 4};
}

}  // namespace

std::optional<std::string_view> TakeQuoted(std::string_view& text) {
  if (!text.starts_with('"')) {
    return std::nullopt;
  }
  std::size_t place = 1;
  while (place < text.size() && text[place] != '"') {
    const Unescaped next = First(text.substr(place));
    if (next.length == 0) {
      return std::nullopt;
    }
    place += next.length;
  }
  if (place >= text.size()) {
    return std::nullopt;
  }
  const std::string_view inside = text.substr(1, place - 1);
  text.remove_prefix(place + 1);
  return inside;
}

void WriteUnescaped(std::string_view escaped, TextWriter::Sink& sink) {
  while (!escaped.empty()) {
    const std::size_t plain = escaped.find('\\');
    if (plain != 0) {
      const std::string_view part = escaped.substr(0, plain);
      sink.Write(part);
      escaped.remove_prefix(part.size());
      continue;
    }
    const Unescaped next = First(escaped);
    sink.Write({&next.character, 1});
    escaped.remove_prefix(next.length);
  }
}

void WriteQuoted(std::string_view plain, TextWriter& writer) {
  writer.Character('"');
  for (const char character : plain) {
    if (character == '\n') {
      writer.Text("\\n");
    } else if (character == '"' || character == '\\') {
      writer.Character('\\').Character(character);
    } else if (character >= ' ' && character <= '~') {
      writer.Character(character);
    } else {
      Format(writer, "\\x{:02x}", static_cast<std::uint8_t>(character));
    }
  }
  writer.Character('"');
}

}  // namespace starkernel::parity
