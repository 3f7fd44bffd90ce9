#include "src/forthvm/see/detour.h"

#include <optional>
#include <string_view>

#include "src/base/ids.h"
#include "src/base/result.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/search_order.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {
namespace {

bool Means(const Dictionary& dictionary, HeaderIndex found, HeaderIndex word) {
  return found != HeaderIndex(0) && dictionary.IndexOf(dictionary.Meaning(found)) == word;
}

void Toggle(Dictionary& dictionary, Detour& detour, HeaderIndex name) {
  dictionary.ToggleHidden(name);
  Discard(detour.toggled.Push(WordId(dictionary.Header(name).id)),
          "there is room, as was asked before");
}

/// Hides what is found instead of the word, as long as there is something.
bool ClearTheWay(Dictionary& dictionary, HeaderIndex word, WordId wordlist, Detour& detour) {
  const std::string_view name = dictionary.Name(word);
  if (dictionary.IsHidden(word)) {
    Toggle(dictionary, detour, word);
  }
  HeaderIndex found = dictionary.FindNameIn(wordlist, name);
  while (!Means(dictionary, found, word)) {
    if (found == HeaderIndex(0) || detour.toggled.full()) {
      return false;
    }
    Toggle(dictionary, detour, found);
    found = dictionary.FindNameIn(wordlist, name);
  }
  return true;
}

}  // namespace

std::optional<Detour> FindDetour(Dictionary& dictionary, HeaderIndex word) {
  const WordHeader& header = dictionary.Header(word);
  if (header.name_length == 0) {
    return std::nullopt;
  }
  Detour detour;
  if (Means(dictionary, dictionary.FindName(dictionary.Name(word)), word)) {
    return detour;
  }
  detour.is_needed = true;
  const WordId wordlist(dictionary.Header(HeaderIndex(header.wordlist)).id);
  const SearchOrder& order = dictionary.order();
  const bool is_first = !order.empty() && order.items().front() == wordlist;
  detour.wordlist = is_first ? kNoWord : wordlist;
  const bool is_clear =
      (is_first || !order.full()) && ClearTheWay(dictionary, word, wordlist, detour);
  for (const WordId toggled : detour.toggled) {
    dictionary.ToggleHidden(dictionary.IndexOf(toggled));
  }
  return is_clear ? std::optional(detour) : std::nullopt;
}

}  // namespace starkernel::forthvm
