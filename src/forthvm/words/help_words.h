#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "src/base/ids.h"
#include "src/base/text_writer.h"
#include "src/forthvm/branch_instructions.h"
#include "src/forthvm/built_in.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/character.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/input.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"

/// Words that tell what words there are.
namespace starkernel::forthvm::help_words {

inline constexpr std::size_t kColumns = 78;

/// Whether WORDS shows the word: it has a name and is in the wordlist that is searched first.
inline bool IsListed(const VmState& vm, HeaderIndex word) {
  const SearchOrder& order = vm.dictionary.order();
  return !order.empty() && vm.dictionary.IsListed(word, order.items().front());
}

/// WORDS works through the dictionary line by line, with the next word's place on the stack.
inline void ListBegin(VmState& vm, Instruction) {
  vm.output.FreshLine();
  vm.data.Push(static_cast<Cell>(vm.dictionary.end_index().value()) - 1);
}
inline Status ListLine(VmState& vm, Instruction instruction) {
  Cell place = std::min(vm.data.Top(), static_cast<Cell>(vm.dictionary.end_index().value()) - 1);
  const Cell first = place;
  std::size_t column = 0;
  for (; place > 0; --place) {
    const HeaderIndex word(static_cast<std::uint32_t>(place));
    if (!IsListed(vm, word)) {
      continue;
    }
    const std::string_view name = vm.dictionary.Name(word);
    if (column != 0 && column + 1 + name.size() > kColumns) {
      break;
    }
    vm.output.SeparateWord();
    vm.output.Write(name);
    column += name.size() + (column == 0 ? 0 : 1);
    vm.fuel -= 1;
  }
  vm.output.FreshLine();
  vm.ChargeLength(Unsigned(first - place));
  vm.data.Top() = place;
  if (place <= 0) {
    vm.data.Drop();
    branch_instructions::Branch(vm, instruction);
  }
  return Status::kNext;
}

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

/// In columns of equal width; what is longer takes several.
inline Status NamesLike(VmState& vm, Instruction) {
  constexpr std::size_t kColumn = 16;
  const std::string_view part = ParseName(vm);
  if (part.empty()) {
    return vm.Throw(ThrowCode::kZeroLengthName, "WORDS-LIKE needs a part of a name");
  }
  const std::uint32_t end = vm.dictionary.end_index().value();
  vm.ChargeLength(std::uint64_t{end} * 16);
  vm.output.FreshLine();
  std::size_t column = 0;
  for (std::uint32_t index = end - 1; index > 0; --index) {
    const HeaderIndex word(index);
    const std::string_view name = vm.dictionary.Name(word);
    if (!HasPart(name, part) || !IsFound(vm, word)) {
      continue;
    }
    const std::size_t begin = (column + kColumn - 1) / kColumn * kColumn;
    if (column != 0 && begin + name.size() > kColumns) {
      vm.output.Write("\n");
      column = 0;
    }
    const std::size_t start = column == 0 ? 0 : begin;
    for (; column < start; ++column) {
      vm.output.Write(" ");
    }
    vm.output.Write(name);
    // At least a space parts it from the next.
    column += name.size() + 1;
    vm.output.Write(" ");
  }
  vm.output.FreshLine();
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
  text.Text(vm.dictionary.Name(word)).Text("  ");
  if (const std::string_view comment = vm.dictionary.Comment(vm.dictionary.IndexOf(word));
      !comment.empty()) {
    text.Text("( ").Text(comment).Text(" )  ");
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
    Word{"WORDS", nullptr, "( -- )",
         "List the names in the wordlist that is searched first, newest first."},
    Word{"WORDS-LIKE", NamesLike, "( \"part\" -- )",
         "List the names with part in them, in all wordlists that are searched, newest first."},
    Word{"HELP", Help, "( \"name\" -- )", "Tell what a word does."},
};

}  // namespace starkernel::forthvm::help_words
