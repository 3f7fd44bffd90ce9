#include "src/forthvm/shown_text.h"

#include <cstddef>
#include <string_view>

#include "src/base/text_writer.h"
#include "src/forthvm/character.h"
#include "src/forthvm/utf8.h"

namespace starkernel::forthvm {
namespace {

/// How many bytes at the beginning of the text are characters that are shown.
std::size_t ShownAtBeginning(std::string_view text) {
  std::size_t shown = 0;
  while (shown < text.size()) {
    const utf8::Decoded next = utf8::DecodeFirst(text.substr(shown));
    if (!next.is_well_formed || IsCommand(next.code)) {
      break;
    }
    shown += next.size;
  }
  return shown;
}

}  // namespace

bool IsShown(std::string_view text) { return ShownAtBeginning(text) == text.size(); }

void WriteShown(std::string_view text, TextWriter& writer) {
  while (true) {
    const std::size_t shown = ShownAtBeginning(text);
    writer.Text(text.substr(0, shown));
    text.remove_prefix(shown);
    if (text.empty()) {
      return;
    }
    const std::size_t size = utf8::DecodeFirst(text).size;
    for (const char byte : text.substr(0, size)) {
      const auto code = static_cast<unsigned char>(byte);
      writer.Text("\\x").Character(DigitOf(code / 16U)).Character(DigitOf(code % 16U));
    }
    text.remove_prefix(size);
  }
}

}  // namespace starkernel::forthvm
