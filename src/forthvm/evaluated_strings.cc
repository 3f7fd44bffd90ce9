#include "src/forthvm/evaluated_strings.h"

#include <algorithm>
#include <cstddef>
#include <ranges>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/format.h"
#include "src/base/quantities.h"
#include "src/base/text_writer.h"
#include "src/forthvm/character.h"
#include "src/forthvm/input.h"
#include "src/forthvm/input_source.h"
#include "src/forthvm/shown_text.h"
#include "src/forthvm/utf8.h"
#include "src/forthvm/vm_state.h"

namespace starkernel::forthvm {
namespace {

constexpr std::size_t kMostStrings = 4;
/// Of a string that is longer so much is shown, a third of it before the name.
constexpr std::size_t kExcerpt = 48;

/// The bytes of a string from `begin` on, or nothing if a page of them is gone.
std::string_view TextOf(const VmState& vm, const InputSource& source, std::size_t begin,
                        std::size_t length) {
  return vm.memory.TextIfThere(source.text + ByteCount(begin), ByteCount(length));
}

/// Characters are only counted near the beginning: a string may be as long as the envelope.
void WritePlace(const VmState& vm, const InputSource& source, TextWriter& text) {
  const std::size_t before = source.name_begin;
  if (before > kNearText.value()) {
    Format(text, "  at byte {}", before + 1);
  } else {
    Format(text, "  at column {}", 1 + utf8::Columns(TextOf(vm, source, 0, before)));
  }
}

/// Control characters of ASCII, mostly line ends and tabs, show as a blank.
void WritePart(std::string_view part, TextWriter& text) {
  constexpr char kDelete = 0x7F;
  const auto is_control = [](char byte) {
    return (IsBlank(byte) && byte != ' ') || byte == kDelete;
  };
  while (!part.empty()) {
    const auto shown =
        static_cast<std::size_t>(std::ranges::find_if(part, is_control) - part.begin());
    WriteShown(part.substr(0, shown), text);
    part.remove_prefix(shown);
    if (!part.empty()) {
      text.Character(' ');
      part.remove_prefix(1);
    }
  }
}

void WriteExcerpt(const VmState& vm, const InputSource& source, TextWriter& text) {
  const std::size_t length = source.length.value();
  const std::size_t most = length - std::min(length, kExcerpt);
  const std::size_t wanted = source.name_begin - std::min(source.name_begin, kExcerpt / 3);
  const std::size_t begin = std::min(wanted, most);
  const std::size_t size = std::min(length - begin, kExcerpt);
  std::string_view part = TextOf(vm, source, begin, size);
  if (part.empty()) {
    return;
  }
  if (begin > 0) {
    part.remove_prefix(static_cast<std::size_t>(
        std::ranges::find_if_not(part, utf8::IsContinuation) - part.begin()));
  }
  const bool is_cut = begin + size < length;
  if (is_cut) {
    part.remove_suffix(utf8::SizeOfGarbage(part));
  }
  text.Text(" of \"").Text(begin > 0 ? "..." : "");
  WritePart(part, text);
  text.Text(is_cut ? "...\"" : "\"");
}

}  // namespace

void WriteEvaluatedStrings(const VmState& vm, TextWriter& text) {
  std::size_t count = 0;
  for (const InputSource& source : std::views::reverse(vm.sources.items())) {
    if (source.kind != SourceKind::kString) {
      break;
    }
    ++count;
    if (count <= kMostStrings) {
      WritePlace(vm, source, text);
      WriteExcerpt(vm, source, text);
      text.Line();
    }
  }
  if (count > kMostStrings) {
    Format(text, "  ... {} strings more\n", count - kMostStrings);
  }
}

}  // namespace starkernel::forthvm
