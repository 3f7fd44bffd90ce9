#include "src/forthvm/see/string_source.h"

#include <cstddef>
#include <string_view>

#include "src/base/text_writer.h"
#include "src/forthvm/shown_text.h"
#include "src/forthvm/utf8.h"

namespace starkernel::forthvm {
namespace {

void WriteEscaped(std::string_view character, TextWriter& writer) {
  if (character == "\"") {
    writer.Text("\\q");
  } else if (character == "\\") {
    writer.Text("\\\\");
  } else if (character == "\n") {
    writer.Text("\\n");
  } else {
    WriteShown(character, writer);
  }
}

}  // namespace

StringSource::StringSource(std::string_view text) {
  TextWriter writer(text_);
  while (!text.empty()) {
    const std::size_t size = utf8::DecodeFirst(text).size;
    WriteEscaped(text.substr(0, size), writer);
    text.remove_prefix(size);
  }
}

bool StringSource::HasLineEndOrQuote(std::string_view text) {
  return text.find_first_of("\"\n\r") != std::string_view::npos;
}

bool StringSource::IsPlain(std::string_view text) { return !text.contains('"') && IsShown(text); }

}  // namespace starkernel::forthvm
