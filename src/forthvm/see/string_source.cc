#include "src/forthvm/see/string_source.h"

#include <string_view>

#include "src/base/text_writer.h"
#include "src/forthvm/character.h"

namespace starkernel::forthvm {
namespace {

bool IsControl(char character) {
  return static_cast<unsigned char>(character) < ' ' || character == '\x7f';
}

void WriteEscaped(TextWriter text, char character) {
  if (character == '"') {
    text.Text("\\q");
  } else if (character == '\\') {
    text.Text("\\\\");
  } else if (character == '\n') {
    text.Text("\\n");
  } else if (IsControl(character)) {
    const auto code = static_cast<unsigned char>(character);
    text.Text("\\x").Character(DigitOf(code / 16)).Character(DigitOf(code % 16));
  } else {
    text.Character(character);
  }
}

}  // namespace

StringSource::StringSource(std::string_view text) {
  for (const char character : text) {
    WriteEscaped(TextWriter(text_), character);
  }
}

bool StringSource::HasLineEndOrQuote(std::string_view text) {
  return text.find_first_of("\"\n\r") != std::string_view::npos;
}

bool StringSource::IsPlain(std::string_view text) {
  for (const char character : text) {
    if (character == '"' || IsControl(character)) {
      return false;
    }
  }
  return true;
}

}  // namespace starkernel::forthvm
