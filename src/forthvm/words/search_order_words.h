#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <ranges>
#include <span>
#include <string_view>

#include "src/base/format.h"
#include "src/base/ids.h"
#include "src/base/text_writer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/compiler.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/input.h"
#include "src/forthvm/search_order.h"
#include "src/forthvm/storage_keeper.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/compiler_words.h"
#include "src/forthvm/words/string_words.h"
#include "src/forthvm/words/wordlist_name.h"

/// Wordlists and the order in which they are searched, which is kept where programs cannot
/// reach it.
namespace starkernel::forthvm::search_order_words {

inline Status ThrowOverflow(VmState& vm) {
  return vm.ThrowFull(ThrowCode::kSearchOrderOverflow, "too many wordlists", kMaximumOrder);
}
inline Status ThrowEmpty(VmState& vm, Instruction instruction) {
  return vm.Throw(instruction, ThrowCode::kSearchOrderUnderflow);
}

/// The wordlist that a stack item names, or -24.
inline Status WordlistIn(VmState& vm, Cell item, WordId& wordlist) {
  if (vm.IsExecutable(item)) {
    wordlist = WordId(static_cast<std::uint32_t>(item));
    if (vm.dictionary.IsWordlist(wordlist)) {
      return Status::kNext;
    }
  }
  vm.Throw(ThrowCode::kInvalidArgument, "no wordlist has the number ");
  TextWriter text(vm.fault.detail);
  Format(text, "{}", item);
  return Status::kThrow;
}

inline Status MakeWordlist(VmState& vm, Instruction) {
  WordId wordlist;
  const Status status = CreateWordlist(vm, {}, wordlist);
  if (status == Status::kNext) {
    vm.data.Push(wordlist.value());
  }
  return status;
}
inline Status MakeVocabulary(VmState& vm, Instruction) {
  WordId wordlist;
  const std::string_view name = ParseName(vm);
  return name.empty() ? vm.Throw(ThrowCode::kZeroLengthName, {})
                      : CreateWordlist(vm, name, wordlist);
}

/// What a vocabulary's name does: its wordlist comes in the place of the first. If that would
/// take FORTH out of the search order, FORTH stays behind, so that programs that know nothing
/// of ALSO still find the standard's words.
inline Status UseVocabulary(VmState& vm, Instruction instruction) {
  // A program may execute a synonym's own token.
  const WordId wordlist =
      vm.dictionary.Meaning(HeaderIndex(static_cast<std::uint32_t>(instruction.operand)));
  SearchOrder order = vm.dictionary.order();
  if (!order.empty()) {
    const WordId first = order.items().front();
    order.PopFront();
    if (first == vm.forth && wordlist != vm.forth && !order.Contains(vm.forth)) {
      order.PushFront(vm.forth);
    }
  }
  if (order.full()) {
    return ThrowOverflow(vm);
  }
  order.PushFront(wordlist);
  vm.dictionary.SetOrder(order);
  return Status::kNext;
}

inline void ForthWordlist(VmState& vm, Instruction) { vm.data.Push(vm.forth.value()); }

inline Status SearchWordlist(VmState& vm, Instruction instruction) {
  WordId wordlist;
  if (const Status status = WordlistIn(vm, vm.data.Top(), wordlist); status != Status::kNext) {
    return status;
  }
  std::string_view name;
  const Status status =
      string_words::NameText(vm, instruction, vm.data.Top(2), vm.data.Top(1), name);
  if (status != Status::kNext) {
    return status;
  }
  vm.data.Drop(3);
  const WordId word = vm.dictionary.FindIn(wordlist, name);
  if (word == kNoWord) {
    vm.data.Push(0);
  } else {
    compiler_words::PushFound(vm, word);
  }
  return Status::kNext;
}
/// (FIND): SEARCH-WORDLIST over the search order.
inline Status SearchOrderFind(VmState& vm, Instruction instruction) {
  std::string_view name;
  const Status status =
      string_words::NameText(vm, instruction, vm.data.Top(1), vm.data.Top(), name);
  if (status != Status::kNext) {
    return status;
  }
  vm.data.Drop(2);
  const WordId word = vm.dictionary.Find(name);
  if (word == kNoWord) {
    vm.data.Push(0);
  } else {
    compiler_words::PushFound(vm, word);
  }
  return Status::kNext;
}

inline void GetCurrent(VmState& vm, Instruction) { vm.data.Push(vm.dictionary.current().value()); }
inline Status SetCurrent(VmState& vm, Instruction) {
  WordId wordlist;
  const Status status = WordlistIn(vm, vm.data.Top(), wordlist);
  if (status == Status::kNext) {
    vm.dictionary.SetCurrent(wordlist);
    vm.data.Drop();
  }
  return status;
}

inline Status GetOrder(VmState& vm, Instruction instruction) {
  const std::span<const WordId> order = vm.dictionary.order().items();
  if (!vm.data.HasRoom(0, order.size() + 1) &&
      !vm.Enlarge(StoragePart::kDataStack, vm.data.depth() + order.size() + 1)) {
    return vm.Throw(instruction, ThrowCode::kStackOverflow);
  }
  for (const WordId wordlist : std::views::reverse(order)) {
    vm.data.Push(wordlist.value());
  }
  vm.data.Push(static_cast<Cell>(order.size()));
  return Status::kNext;
}
inline Status SetOrder(VmState& vm, Instruction instruction) {
  const Cell count = vm.data.Top();
  if (count == -1) {
    vm.data.Drop();
    vm.dictionary.SetOrder({vm.forth});
    return Status::kNext;
  }
  if (count < 0) {
    return vm.ThrowRange(ThrowCode::kInvalidArgument, "SET-ORDER of", count, -1, kMaximumOrder);
  }
  if (count > static_cast<Cell>(kMaximumOrder)) {
    return ThrowOverflow(vm);
  }
  const auto items = static_cast<std::size_t>(count);
  if (!vm.data.HasItems(items + 1)) {
    return vm.Throw(instruction, ThrowCode::kStackUnderflow);
  }
  SearchOrder order;
  for (std::size_t place = 1; place <= items; ++place) {
    WordId wordlist;
    const Status status = WordlistIn(vm, vm.data.Top(place), wordlist);
    if (status != Status::kNext) {
      return status;
    }
    order.Append(wordlist);
  }
  vm.data.Drop(items + 1);
  vm.dictionary.SetOrder(order);
  return Status::kNext;
}

inline void Only(VmState& vm, Instruction) { vm.dictionary.SetOrder({vm.forth}); }
inline Status Also(VmState& vm, Instruction instruction) {
  SearchOrder order = vm.dictionary.order();
  if (order.empty()) {
    return ThrowEmpty(vm, instruction);
  }
  if (order.full()) {
    return ThrowOverflow(vm);
  }
  order.PushFront(order.items().front());
  vm.dictionary.SetOrder(order);
  return Status::kNext;
}
inline Status Previous(VmState& vm, Instruction instruction) {
  SearchOrder order = vm.dictionary.order();
  if (order.empty()) {
    return ThrowEmpty(vm, instruction);
  }
  order.PopFront();
  vm.dictionary.SetOrder(order);
  return Status::kNext;
}
inline Status Definitions(VmState& vm, Instruction instruction) {
  const SearchOrder& order = vm.dictionary.order();
  if (order.empty()) {
    return ThrowEmpty(vm, instruction);
  }
  vm.dictionary.SetCurrent(order.items().front());
  return Status::kNext;
}

inline void ShowOrder(VmState& vm, Instruction) {
  vm.output.FreshLine();
  TextWriter text(vm.output);
  text.Text("search: ");
  for (const WordId wordlist : vm.dictionary.order().items()) {
    WriteWordlistName(vm, wordlist, text);
    text.Text(" ");
  }
  text.Text("definitions: ");
  WriteWordlistName(vm, vm.dictionary.current(), text);
  text.Text(" ");
}

/// The cells are copies, brought up to date when their addresses are asked for.
inline void Context(VmState& vm, Instruction) {
  const SearchOrder& order = vm.dictionary.order();
  vm.memory.SetSystemCell(layout::kContext, order.empty() ? 0 : order.items().front().value());
  vm.data.Push(CellOf(layout::kContext));
}
inline void Current(VmState& vm, Instruction) {
  vm.memory.SetSystemCell(layout::kCurrent, vm.dictionary.current().value());
  vm.data.Push(CellOf(layout::kCurrent));
}

inline constexpr std::array kWords{
    Word{"FORTH", UseVocabulary, "( -- )", "Search the standard's words first.", kVocabulary},
    Word{"STARFORTH", UseVocabulary, "( -- )",
         "Search first the words that StarForth gives another meaning than the standard.",
         kVocabulary},
    Word{"EDITOR", nullptr, "( -- )", "The same as STARFORTH, where the words to edit with are.",
         kPlain, "STARFORTH"},
    Word{"FORTH-WORDLIST", Checked<0, 1, ForthWordlist>, "( -- wid )",
         "The wordlist of the standard's words."},
    Word{"WORDLIST", Checked<0, 1, MakeWordlist>, "( -- wid )", "Make an empty wordlist."},
    Word{"VOCABULARY", MakeVocabulary, "( \"name\" -- ) ( name: -- )",
         "Make a wordlist with a name that puts it in the first place of the search order. FORTH "
         "stays behind it if it would be gone otherwise."},
    Word{"SEARCH-WORDLIST", Checked<3, 2, SearchWordlist>, "( c-addr u wid -- 0 | xt 1 | xt -1 )",
         "Look up a name in one wordlist; 1 if the word is immediate."},
    Word{"(FIND)", Checked<2, 2, SearchOrderFind>, "( c-addr u -- 0 | xt 1 | xt -1 )",
         "Look up a name in the search order; 1 if the word is immediate."},
    Word{"GET-CURRENT", Checked<0, 1, GetCurrent>, "( -- wid )",
         "The compilation wordlist, where new words go."},
    Word{"SET-CURRENT", Checked<1, 0, SetCurrent>, "( wid -- )", "Set the compilation wordlist."},
    Word{"GET-ORDER", GetOrder, "( -- widn ... wid1 n )", "The search order; wid1 comes first."},
    Word{"SET-ORDER", Checked<1, 0, SetOrder>, "( widn ... wid1 n -- )",
         "Set the search order; n of -1 means that of ONLY."},
    Word{"ONLY", Checked<0, 0, Only>, "( -- )", "Search the standard's words alone."},
    Word{"ALSO", Also, "( -- )", "Put the first wordlist in front again, for another to replace."},
    Word{"PREVIOUS", Previous, "( -- )", "Take the first wordlist out of the search order."},
    Word{"DEFINITIONS", Definitions, "( -- )",
         "The wordlist that is searched first becomes the compilation wordlist."},
    Word{"ORDER", Checked<0, 0, ShowOrder>, "( -- )",
         "Show the search order, first wordlist first, and the compilation wordlist."},
    Word{"CONTEXT", Checked<0, 1, Context>, "( -- a-addr )",
         "A cell with the wordlist that is searched first, as a copy; changing it has no effect."},
    Word{"CURRENT", Checked<0, 1, Current>, "( -- a-addr )",
         "A cell with the compilation wordlist, as a copy; changing it has no effect."},
};

}  // namespace starkernel::forthvm::search_order_words
