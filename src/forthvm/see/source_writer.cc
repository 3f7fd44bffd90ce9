#include "src/forthvm/see/source_writer.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "src/base/ids.h"
#include "src/base/text_buffer.h"
#include "src/base/text_writer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/number_text.h"
#include "src/forthvm/see/detour.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/wide.h"
#include "src/forthvm/word_header.h"
#include "src/forthvm/word_module.h"

namespace starkernel::forthvm {
namespace {

/// A way to write a number.
struct Notation {
  std::string_view prefix;
  unsigned base;
};
inline constexpr std::array kNotations{Notation{"", 10}, Notation{"#", 10}, Notation{"$", 16},
                                       Notation{"%", 2}};

using NumberSource = TextBuffer<80>;

/// The first way to write the number that does not depend on BASE and is no word's name.
NumberSource WriteNumber(const VmState& vm, Cell value) {
  const bool is_decimal = vm.memory.SystemCell(layout::kBase) == 10;
  NumberSource text;
  for (const Notation& notation : kNotations) {
    text.Clear();
    TextWriter(text)
        .Text(notation.prefix)
        .Text(NumberText::Signed(WideOf(value), notation.base).view());
    const bool depends = notation.prefix.empty() && !is_decimal;
    if (!depends && vm.dictionary.FindName(text.view()) == HeaderIndex(0)) {
      return text;
    }
  }
  return text;
}

}  // namespace

void SourceWriter::Number(Cell value) { Plain(WriteNumber(vm_, value).view()); }

HeaderIndex SourceWriter::SystemWord(std::string_view name) const {
  const HeaderIndex found = vm_.dictionary.FindNameIn(vm_.forth, name);
  if (found < vm_.system_end) {
    return found;
  }
  std::uint32_t place = 0;
  for (const WordModule& module : WordModules()) {
    for (const Word& word : module.words) {
      ++place;
      if (word.name == name && module.vocabulary == "FORTH") {
        return HeaderIndex(place);
      }
    }
  }
  return HeaderIndex(0);
}

void SourceWriter::Begin(const Detour& detour) {
  if (!detour.is_needed) {
    return;
  }
  Plain("[");
  if (detour.wordlist != kNoWord) {
    Plain("GET-ORDER");
    Number(detour.wordlist.value());
    Plain("SWAP 1+ SET-ORDER");
  }
  for (const WordId toggled : detour.toggled) {
    Number(toggled.value());
    Plain("HIDDEN");
  }
  Plain("]");
}

void SourceWriter::End(const Detour& detour) {
  if (!detour.is_needed) {
    return;
  }
  Plain("[");
  for (const WordId toggled : detour.toggled) {
    Number(toggled.value());
    Plain("HIDDEN");
  }
  Plain(detour.wordlist != kNoWord ? "PREVIOUS ]" : "]");
}

void SourceWriter::Keyword(std::string_view keyword, std::string_view parsed,
                           std::string_view end) {
  const std::optional<Detour> detour = FindDetour(vm_.dictionary, SystemWord(keyword));
  if (!detour.has_value()) {
    Fail();
    return;
  }
  Begin(*detour);
  Plain(keyword, parsed.empty() && end.empty() ? "" : " ", parsed, end);
  End(*detour);
}

void SourceWriter::Naming(std::string_view keyword, HeaderIndex word) {
  const std::optional<Detour> detour = FindDetour(vm_.dictionary, word);
  if (!detour.has_value()) {
    Fail();
    return;
  }
  Begin(*detour);
  Keyword(keyword, vm_.dictionary.Name(word));
  End(*detour);
}

void SourceWriter::Execution(HeaderIndex word) {
  const std::optional<Detour> detour = FindDetour(vm_.dictionary, word);
  const WordHeader& header = vm_.dictionary.Header(word);
  if (!detour.has_value() || detour->is_needed) {
    Plain("[ ", WriteNumber(vm_, header.id).view(), " COMPILE, ]");
  } else if (header.Has(WordFlag::kImmediate)) {
    Keyword("POSTPONE", vm_.dictionary.Name(word));
  } else {
    Plain(vm_.dictionary.Name(word));
  }
}

void SourceWriter::Token(std::string_view keyword, Cell token) {
  const bool is_word = vm_.IsExecutable(token);
  const HeaderIndex word =
      is_word ? vm_.dictionary.IndexOf(WordId(static_cast<std::uint32_t>(token))) : HeaderIndex(0);
  const std::optional<Detour> detour = FindDetour(vm_.dictionary, word);
  if (detour.has_value() && !detour->is_needed) {
    Keyword(keyword, vm_.dictionary.Name(word));
  } else {
    Number(token);
  }
}

void SourceWriter::Opening(std::string_view keyword) {
  Keyword(keyword);
  layout_.Indent();
  layout_.Break();
}

void SourceWriter::Middle(std::string_view keyword) {
  layout_.Outdent();
  layout_.Break();
  Opening(keyword);
}

void SourceWriter::Closing(std::string_view keyword) {
  layout_.Outdent();
  layout_.Break();
  Keyword(keyword);
  layout_.Break();
}

}  // namespace starkernel::forthvm
