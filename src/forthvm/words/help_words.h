#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "src/base/ids.h"
#include "src/base/text_writer.h"
#include "src/forthvm/built_in.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/character.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/input.h"
#include "src/forthvm/search_order.h"
#include "src/forthvm/shown_text.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/name_columns.h"
#include "src/forthvm/words/string_words.h"
#include "src/forthvm/words/wordlist_name.h"

/// Words that tell what words there are.
namespace starkernel::forthvm::help_words {

/// Whether `part` occurs in `name`, in whatever case.
inline bool HasPart(std::string_view name, std::string_view part) {
  for (; name.size() >= part.size(); name.remove_prefix(1)) {
    if (SameIgnoringCase(name.substr(0, part.size()), part)) {
      return true;
    }
  }
  return false;
}
/// Whether the search order finds the word by its name.
inline bool IsFound(const VmState& vm, HeaderIndex word) {
  const std::string_view name = vm.dictionary.Name(word);
  return !name.empty() && vm.dictionary.FindName(name) == word;
}

/// What the names are that are listed: those of one wordlist with a part in them, or all of it.
struct Wanted {
  WordId wordlist;
  std::string_view part;
  bool is_all = false;
};
inline bool IsShown(const VmState& vm, HeaderIndex word, const Wanted& wanted) {
  if (!vm.dictionary.IsListed(word, wanted.wordlist)) {
    return false;
  }
  return wanted.is_all || (!wanted.part.empty() && HasPart(vm.dictionary.Name(word), wanted.part) &&
                           IsFound(vm, word));
}

/// What (NAMES) leaves on the stack and (NAMES+) works with: the place of a wordlist in the search
/// order and of the next word in the dictionary, how many names were shown and of how many columns
/// their last row is.
struct Listing {
  Cell& list;
  Cell& place;
  Cell& count;
  Cell& column;
};
inline void BeginList(VmState& vm, Listing listing, std::size_t list) {
  listing.list = static_cast<Cell>(list);
  listing.place = static_cast<Cell>(vm.dictionary.end_index().value()) - 1;
  listing.count = 0;
  listing.column = 0;
}
inline Listing ListingOf(VmState& vm) {
  return {.list = vm.data.Top(3),
          .place = vm.data.Top(2),
          .count = vm.data.Top(1),
          .column = vm.data.Top()};
}

inline Status NamesBegin(VmState& vm, Instruction) {
  if (vm.data.Top() == 0 && vm.data.Top(1) != 0) {
    return vm.Throw(ThrowCode::kZeroLengthName, "WORDS-LIKE needs a part of a name");
  }
  for (int cells = 0; cells < 4; ++cells) {
    vm.data.Push(0);
  }
  vm.output.FreshLine();
  BeginList(vm, ListingOf(vm), 0);
  return Status::kNext;
}

/// Shows names until much has been looked at or the wordlist has no more.
inline void ShowNames(VmState& vm, Listing listing, const Wanted& wanted) {
  constexpr std::uint64_t kMostWork = 65'536;
  constexpr std::uint64_t kHeaderWork = 32;
  NameColumns columns(vm.output, static_cast<std::size_t>(Unsigned(listing.column)));
  const auto newest = static_cast<Cell>(vm.dictionary.end_index().value()) - 1;
  Cell place = std::clamp<Cell>(listing.place, 0, newest);
  std::uint64_t work = 0;
  for (; place > 0 && work < kMostWork; --place) {
    const HeaderIndex word(static_cast<std::uint32_t>(place));
    const std::string_view name = vm.dictionary.Name(word);
    work += kHeaderWork + name.size() * wanted.part.size();
    if (IsShown(vm, word, wanted)) {
      columns.Write(name);
      listing.count = Signed(Unsigned(listing.count) + 1);
    }
  }
  vm.ChargeLength(work);
  listing.place = place;
  listing.column = static_cast<Cell>(columns.used());
}

/// The place behind `list` of the next wordlist in the search order that did not come before.
inline std::size_t NextList(const SearchOrder& order, std::size_t list) {
  const std::span<const WordId> lists = order.items();
  for (++list; list < lists.size(); ++list) {
    if (!std::ranges::contains(lists.first(list), lists[list])) {
      break;
    }
  }
  return list;
}

inline void EndList(VmState& vm, Listing listing, WordId wordlist) {
  vm.output.FreshLine();
  TextWriter text(vm.output);
  text.Decimal(Unsigned(listing.count)).Text(listing.count == 1 ? " word in " : " words in ");
  WriteWordlistName(vm, wordlist, text);
  text.Line();
}

inline Status NamesContinue(VmState& vm, Instruction instruction) {
  Wanted wanted;
  wanted.is_all = vm.data.Top(4) == 0;
  if (!wanted.is_all) {
    const Status status =
        string_words::NameText(vm, instruction, vm.data.Top(5), vm.data.Top(4), wanted.part);
    if (status != Status::kNext) {
      return status;
    }
  }
  const Listing listing = ListingOf(vm);
  const SearchOrder& order = vm.dictionary.order();
  const UCell list = Unsigned(listing.list);
  const bool is_done = list >= order.items().size() || (wanted.is_all && list > 0);
  if (is_done) {
    vm.data.Drop(6);
  } else {
    wanted.wordlist = order.items()[list];
    ShowNames(vm, listing, wanted);
    if (listing.place == 0) {
      EndList(vm, listing, wanted.wordlist);
      BeginList(vm, listing, NextList(order, list));
    }
  }
  vm.data.Push(Flag(is_done));
  return Status::kNext;
}

inline void WriteHelp(VmState& vm, const WordModule& module, const Word& word) {
  TextWriter(vm.output)
      .Text(word.name)
      .Text("  ")
      .Text(word.stack_effect)
      .Text("  [")
      .Text(module.name)
      .Text("]\n  ")
      .Text(word.meaning)
      .Text("\n  capability needed: ")
      .Text(word.capability.empty() ? module.capability : word.capability)
      .Line();
}

/// What is known of a word that a program defined.
inline void WriteKind(VmState& vm, WordId word) {
  const WordHeader& header = vm.dictionary.Header(word);
  std::string_view kind = "a colon definition";
  if (header.IsA(Opcode::kCreated)) {
    kind = "made by CREATE or VARIABLE";
  } else if (header.IsA(Opcode::kConstant) || header.IsA(Opcode::kDoubleConstant)) {
    kind = "a constant";
  } else if (header.IsA(Opcode::kValue) || header.IsA(Opcode::kDoubleValue)) {
    kind = "a VALUE";
  } else if (header.IsA(Opcode::kDeferred)) {
    kind = "a deferred word";
  } else if (header.IsA(Opcode::kMarker)) {
    kind = "a marker";
  } else if (header.Has(WordFlag::kWordlist)) {
    kind = "a vocabulary";
  }
  TextWriter text(vm.output);
  WriteShown(vm.dictionary.Name(word), text);
  text.Text("  ");
  if (const std::string_view comment = vm.dictionary.Comment(vm.dictionary.IndexOf(word));
      !comment.empty()) {
    WriteShown(comment, text.Text("( "));
    text.Text(" )  ");
  }
  text.Text(kind).Text(header.Has(WordFlag::kImmediate) ? ", immediate\n" : "\n");
  text.Text("  capability needed: none\n");
}

inline Status Help(VmState& vm, Instruction) {
  const std::string_view name = ParseName(vm);
  vm.output.FreshLine();
  if (name.empty()) {
    vm.output.Write("HELP name tells what a word does, WORDS lists all words, BYE ends.\n");
    return Status::kNext;
  }
  const WordId word = vm.dictionary.Find(name);
  if (word == kNoWord) {
    return vm.Throw(ThrowCode::kUndefinedWord, name);
  }
  if (const std::optional<BuiltIn> built_in = FindBuiltIn(vm.dictionary.IndexOf(word));
      built_in.has_value()) {
    WriteHelp(vm, built_in->module, built_in->word);
  } else {
    WriteKind(vm, word);
  }
  return Status::kNext;
}

inline constexpr std::array kWords{
    Word{"(NAMES)", Checked<2, 6, NamesBegin>, "( c-addr u -- c-addr u n1 n2 n3 n4 )",
         "Begin to list the names with the string in them, or all if both are 0."},
    Word{"(NAMES+)", Checked<6, 7, NamesContinue>,
         "( c-addr u n1 n2 n3 n4 -- c-addr u n5 n6 n7 n8 false | true )",
         "List some names; true if there are no more."},
    Word{"WORDS", nullptr, "( -- )",
         "List the names in the wordlist that is searched first, newest first.", kPlain,
         "0 0 (NAMES) BEGIN (NAMES+) UNTIL"},
    Word{"WORDS-LIKE", nullptr, "( \"part\" -- )",
         "List the names with part in them, in all wordlists that are searched, newest first.",
         kPlain, "PARSE-NAME (NAMES) BEGIN (NAMES+) UNTIL"},
    Word{"HELP", Help, "( \"name\" -- )", "Tell what a word does."},
};

}  // namespace starkernel::forthvm::help_words
