#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/format.h"
#include "src/base/ids.h"
#include "src/base/text_writer.h"
#include "src/forthvm/branch_instructions.h"
#include "src/forthvm/call_instructions.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/storage_keeper.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/search_order_words.h"
#include "src/forthvm/words/string_words.h"

/// Words over name tokens. A name token is the id of a word with a name; it differs from the
/// execution token of what the name means for a synonym alone. Headers are out of reach, so
/// name tokens stand for what other systems have field addresses for.
namespace starkernel::forthvm::name_token_words {

/// The word with the name token: -32 if there is none.
inline Status NamedWord(VmState& vm, Cell token, HeaderIndex& word) {
  if (vm.IsFinished(token)) {
    word = vm.dictionary.IndexOf(WordId(static_cast<std::uint32_t>(token)));
    if (vm.dictionary.Header(word).name_length != 0) {
      return Status::kNext;
    }
  }
  vm.Throw(ThrowCode::kInvalidName, "no word has the name token ");
  TextWriter text(vm.fault.detail);
  Format(text, "{}", token);
  return Status::kThrow;
}
/// A handler for a body that replaces the name token on top of the stack.
template <auto kBody>
Status OnName(VmState& vm, Instruction) {
  HeaderIndex word{0};
  const Status status = NamedWord(vm, vm.data.Top(), word);
  if (status == Status::kNext) {
    vm.data.Top() = kBody(vm, word);
  }
  return status;
}
inline Cell TokenOf(const VmState& vm, HeaderIndex word) { return vm.dictionary.Header(word).id; }
inline Cell MeaningOf(const VmState& vm, HeaderIndex word) {
  return vm.dictionary.Meaning(word).value();
}
inline Cell OlderName(VmState& vm, HeaderIndex word) {
  const HeaderIndex wordlist(vm.dictionary.Header(word).wordlist);
  const HeaderIndex older = vm.dictionary.Older(word, WordId(vm.dictionary.Header(wordlist).id));
  vm.ChargeLength(word.value() - older.value());
  return TokenOf(vm, older);
}

/// TRAVERSE: the next newer name of the wordlist for a positive n, the next older for another.
inline Status Traverse(VmState& vm, Instruction) {
  const Cell direction = vm.data.Top();
  HeaderIndex word{0};
  if (const Status status = NamedWord(vm, vm.data.Top(1), word); status != Status::kNext) {
    return status;
  }
  vm.data.Drop();
  if (direction <= 0) {
    vm.data.Top() = OlderName(vm, word);
    return Status::kNext;
  }
  const WordId wordlist(vm.dictionary.Header(HeaderIndex(vm.dictionary.Header(word).wordlist)).id);
  std::uint32_t index = word.value() + 1;
  while (index < vm.dictionary.end_index().value() &&
         !vm.dictionary.IsListed(HeaderIndex(index), wordlist)) {
    ++index;
  }
  vm.ChargeLength(index - word.value());
  vm.data.Top() = index < vm.dictionary.end_index().value() ? TokenOf(vm, HeaderIndex(index)) : 0;
  return Status::kNext;
}

/// PFA: the data address of a created word.
inline Status Body(VmState& vm, Instruction instruction) {
  HeaderIndex word{0};
  if (const Status status = NamedWord(vm, vm.data.Top(), word); status != Status::kNext) {
    return status;
  }
  const WordHeader& header = vm.dictionary.Header(vm.dictionary.Meaning(word));
  if (!header.IsA(Opcode::kCreated)) {
    return vm.Throw(instruction, ThrowCode::kNotCreated);
  }
  vm.data.Top() = header.value;
  return Status::kNext;
}

inline Status NameToString(VmState& vm, Instruction) {
  HeaderIndex word{0};
  const Status status = NamedWord(vm, vm.data.Top(), word);
  if (status != Status::kNext) {
    return status;
  }
  vm.data.Drop();
  return string_words::PushTransient(vm, vm.dictionary.Name(word));
}
inline Status NameToInterpret(VmState& vm, Instruction) {
  HeaderIndex word{0};
  const Status status = NamedWord(vm, vm.data.Top(), word);
  if (status == Status::kNext) {
    const WordId meaning = vm.dictionary.Meaning(word);
    const bool has_none = vm.dictionary.Header(meaning).Has(WordFlag::kCompileOnly);
    vm.data.Top() = has_none ? 0 : meaning.value();
  }
  return status;
}
inline Status NameToCompile(VmState& vm, Instruction) {
  HeaderIndex word{0};
  const Status status = NamedWord(vm, vm.data.Top(), word);
  if (status == Status::kNext) {
    const WordId meaning = vm.dictionary.Meaning(word);
    const bool is_immediate = vm.dictionary.Header(meaning).Has(WordFlag::kImmediate);
    vm.data.Top() = meaning.value();
    vm.data.Push(vm.dictionary.FindIn(vm.forth, is_immediate ? "EXECUTE" : "COMPILE,").value());
  }
  return status;
}

inline Status FindName(VmState& vm, Instruction instruction) {
  std::string_view name;
  const Status status =
      string_words::NameText(vm, instruction, vm.data.Top(1), vm.data.Top(), name);
  if (status == Status::kNext) {
    vm.data.Drop();
    vm.data.Top() = TokenOf(vm, vm.dictionary.FindName(name));
  }
  return status;
}
inline Status FindNameIn(VmState& vm, Instruction instruction) {
  WordId wordlist;
  if (const Status status = search_order_words::WordlistIn(vm, vm.data.Top(), wordlist);
      status != Status::kNext) {
    return status;
  }
  std::string_view name;
  const Status status =
      string_words::NameText(vm, instruction, vm.data.Top(2), vm.data.Top(1), name);
  if (status == Status::kNext) {
    vm.data.Drop(2);
    vm.data.Top() = TokenOf(vm, vm.dictionary.FindNameIn(wordlist, name));
  }
  return status;
}

/// What TRAVERSE-WORDLIST keeps, as locals of its own call: the word that it executes may be one
/// that takes what is parked, and finds nothing.
inline constexpr std::uint32_t kTraversalSize = 3;
struct Traversal {
  Cell token;
  Cell wordlist;
  Cell last;  ///< The place of the last word that was told.
};
inline Traversal TraversalIn(const VmState& vm) {
  const std::span<const Cell> kept =
      vm.returns.items().subspan(vm.return_base - kTraversalSize, kTraversalSize);
  return {.token = kept[0], .wordlist = kept[1], .last = kept[2]};
}

inline Status TraverseBegin(VmState& vm, Instruction instruction) {
  WordId wordlist;
  const Status status = search_order_words::WordlistIn(vm, vm.data.Top(), wordlist);
  if (status != Status::kNext) {
    return status;
  }
  if (!vm.returns.HasRoom(0, kTraversalSize) &&
      !vm.Enlarge(StoragePart::kReturnStack, vm.returns.depth() + kTraversalSize)) {
    return vm.Throw(instruction, ThrowCode::kReturnStackOverflow);
  }
  vm.returns.Push(vm.data.Top(1));
  vm.returns.Push(vm.data.Top());
  vm.returns.Push(vm.dictionary.end_index().value());
  vm.return_base += kTraversalSize;
  vm.local_count = kTraversalSize;
  vm.data.Drop(2);
  return Status::kNext;
}
inline Status TraverseNext(VmState& vm, Instruction instruction) {
  const Traversal traversal = TraversalIn(vm);
  const HeaderIndex last(static_cast<std::uint32_t>(traversal.last));
  const WordId wordlist(static_cast<std::uint32_t>(traversal.wordlist));
  HeaderIndex next{0};
  if (vm.dictionary.IsWordlist(wordlist)) {
    next = vm.dictionary.Older(last, wordlist);
  }
  vm.ChargeLength(last.value() - next.value());
  if (next == HeaderIndex(0)) {
    branch_instructions::Branch(vm, instruction);
    return Status::kNext;
  }
  vm.returns.items()[vm.return_base - 1] = next.value();
  vm.data.Push(TokenOf(vm, next));
  return call_instructions::ExecuteToken(vm, traversal.token);
}
inline void TraverseTest(VmState& vm, Instruction instruction) {
  if (vm.data.Pop() != 0) {
    branch_instructions::Branch(vm, instruction);
  }
}

/// LATEST: a definition without a name has no name token.
inline void Latest(VmState& vm, Instruction) {
  const bool is_named = vm.dictionary.IsWord(vm.latest) && !vm.dictionary.Name(vm.latest).empty();
  vm.latest_is_known = vm.latest_is_known || is_named;
  vm.data.Push(is_named ? vm.latest.value() : 0);
}

inline void Smudge(VmState& vm, Instruction) {
  if (vm.dictionary.IsWord(vm.latest)) {
    vm.dictionary.ToggleHidden(vm.dictionary.IndexOf(vm.latest));
  }
}
inline Status Hidden(VmState& vm, Instruction) {
  HeaderIndex word{0};
  const Status status = NamedWord(vm, vm.data.Top(), word);
  if (status == Status::kNext) {
    vm.dictionary.ToggleHidden(word);
    vm.data.Drop();
  }
  return status;
}

inline constexpr std::array kWords{
    Word{"FIND-NAME", Checked<2, 1, FindName>, "( c-addr u -- nt | 0 )",
         "The name token that the search order finds."},
    Word{"FIND-NAME-IN", Checked<3, 1, FindNameIn>, "( c-addr u wid -- nt | 0 )",
         "The name token that one wordlist has."},
    Word{"NAME>STRING", Checked<1, 2, NameToString>, "( nt -- c-addr u )",
         "The name, in a buffer that is used again."},
    Word{"NAME>INTERPRET", Checked<1, 1, NameToInterpret>, "( nt -- xt | 0 )",
         "What interpreting the name executes; 0 if the word is compile-only."},
    Word{"NAME>COMPILE", Checked<1, 2, NameToCompile>, "( nt -- x xt )",
         "Executing xt with x on the stack does what compiling the name does."},
    Word{"TRAVERSE-WORDLIST", nullptr, "( i*x xt wid -- j*x )",
         "Execute xt ( nt -- flag ) for each name of the wordlist, newest first, while flag is "
         "true."},
    Word{"LATEST", Checked<0, 1, Latest>, "( -- nt | 0 )",
         "The name token of the word that the program defined last; 0 if that has no name."},
    Word{"SMUDGE", Checked<0, 0, Smudge>, "( -- )",
         "Hide the latest word from searches, or show it if it was hidden."},
    Word{"HIDDEN", Checked<1, 0, Hidden>, "( nt -- )",
         "Hide the word from searches, or show it if it was hidden."},
    Word{">NAME", Checked<1, 1, OnName<TokenOf>>, "( xt -- nt )", "The name token of a word."},
    Word{"NFA", Checked<1, 1, OnName<TokenOf>>, "( xt -- nt )", "The same as >NAME."},
    Word{"NAME>", Checked<1, 1, OnName<MeaningOf>>, "( nt -- xt )",
         "The execution token of what the name means."},
    Word{"CFA", Checked<1, 1, OnName<MeaningOf>>, "( nt -- xt )", "The same as NAME>."},
    Word{">LINK", Checked<1, 1, OnName<OlderName>>, "( xt -- nt | 0 )",
         "The next older name of the same wordlist."},
    Word{"LINK>", Checked<1, 1, OnName<MeaningOf>>, "( nt -- xt )",
         "The execution token of the name that >LINK gave."},
    Word{"PFA", Checked<1, 1, Body>, "( nt -- a-addr )", "The data address of a created word."},
    Word{"TRAVERSE", Checked<2, 1, Traverse>, "( nt1 n -- nt2 | 0 )",
         "The next name of the same wordlist: a newer one if n is positive, else an older one."},
    Word{"LFA", Checked<1, 1, OnName<OlderName>>, "( nt1 -- nt2 | 0 )", "The same as >LINK."},
};

}  // namespace starkernel::forthvm::name_token_words
