#pragma once

#include <array>
#include <limits>
#include <string_view>

#include "src/forthvm/cell.h"
#include "src/forthvm/character.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/local_names.h"
#include "src/forthvm/search_order.h"
#include "src/forthvm/storage_keeper.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/string_words.h"

/// ENVIRONMENT?: what programs may ask of the system (Forth-2012, 3.2.6 and the word sets').
namespace starkernel::forthvm::environment_words {

inline constexpr Cell kGreatest = std::numeric_limits<Cell>::max();

/// Answers of one cell that are the same for every VM instance.
struct Answer {
  std::string_view query;
  Cell value;
};
inline constexpr std::array kAnswers{
    Answer{"#LOCALS", Signed(kMaximumLocals)},
    Answer{"/COUNTED-STRING", 255},
    Answer{"/HOLD", Signed(layout::kPicturedSize.value())},
    Answer{"/PAD", Signed(layout::kPadSize.value())},
    Answer{"ADDRESS-UNIT-BITS", 8},
    Answer{"FLOORED", Flag(false)},
    Answer{"MAX-CHAR", 255},
    Answer{"MAX-N", kGreatest},
    Answer{"MAX-U", -1},
    Answer{"MAX-XCHAR", 0x10FFFF},
    Answer{"WORDLISTS", Signed(kMaximumOrder)},
    Answer{"XCHAR-MAXMEM", 4},
    // Whether whole word sets are there.
    Answer{"BLOCK", Flag(true)},
    Answer{"BLOCK-EXT", Flag(true)},
    Answer{"CORE", Flag(true)},
    Answer{"CORE-EXT", Flag(true)},
    Answer{"DOUBLE", Flag(true)},
    Answer{"DOUBLE-EXT", Flag(true)},
    Answer{"EXCEPTION", Flag(true)},
    Answer{"EXCEPTION-EXT", Flag(true)},
    Answer{"FACILITY", Flag(true)},
    Answer{"FACILITY-EXT", Flag(true)},
    Answer{"FILE", Flag(true)},
    Answer{"FILE-EXT", Flag(true)},
    Answer{"FLOATING", Flag(false)},
    Answer{"FLOATING-EXT", Flag(false)},
    Answer{"LOCALS", Flag(true)},
    Answer{"LOCALS-EXT", Flag(true)},
    Answer{"MEMORY-ALLOC", Flag(true)},
    Answer{"MEMORY-ALLOC-EXT", Flag(true)},
    Answer{"SEARCH-ORDER", Flag(true)},
    Answer{"SEARCH-ORDER-EXT", Flag(true)},
    Answer{"STRING", Flag(true)},
    Answer{"STRING-EXT", Flag(true)},
    Answer{"TOOLS", Flag(true)},
    Answer{"TOOLS-EXT", Flag(true)},
    Answer{"XCHAR", Flag(true)},
    Answer{"XCHAR-EXT", Flag(true)},
};

/// Extensions of Forth-2012: knowing the name is the whole answer.
inline constexpr std::array<std::string_view, 15> kExtensions{
    "X:buffer",          "X:deferred",          "X:defined",    "X:ekeys",
    "X:extension-query", "X:number-prefixes",   "X:parse-name", "X:s-escape-quote",
    "X:structures",      "X:substitute",        "X:required",   "X:synonym",
    "X:throw-iors",      "X:traverse-wordlist", "X:xchar"};

inline bool IsExtension(std::string_view query) {
  for (const std::string_view extension : kExtensions) {
    if (SameIgnoringCase(extension, query)) {
      return true;
    }
  }
  return false;
}

inline Status Known(VmState& vm, Cell value) {
  vm.data.Top(1) = value;
  vm.data.Top() = Flag(true);
  return Status::kNext;
}
inline Status KnownPair(VmState& vm, Cell low, Cell high) {
  vm.data.Top(1) = low;
  vm.data.Top() = high;
  vm.data.Push(Flag(true));
  return Status::kNext;
}

inline Status Ask(VmState& vm, Instruction instruction) {
  std::string_view query;
  if (const Status status =
          string_words::NameText(vm, instruction, vm.data.Top(1), vm.data.Top(), query);
      status != Status::kNext) {
    return status;
  }
  for (const Answer& answer : kAnswers) {
    if (SameIgnoringCase(answer.query, query)) {
      return Known(vm, answer.value);
    }
  }
  if (SameIgnoringCase(query, "STACK-CELLS")) {
    return Known(vm, static_cast<Cell>(vm.MostOf(StoragePart::kDataStack)));
  }
  if (SameIgnoringCase(query, "RETURN-STACK-CELLS")) {
    return Known(vm, static_cast<Cell>(vm.MostOf(StoragePart::kReturnStack)));
  }
  if (SameIgnoringCase(query, "MAX-D")) {
    return KnownPair(vm, -1, kGreatest);
  }
  if (SameIgnoringCase(query, "MAX-UD")) {
    return KnownPair(vm, -1, -1);
  }
  if (SameIgnoringCase(query, "XCHAR-ENCODING")) {
    vm.data.Drop(2);
    const Status status = string_words::PushTransient(vm, "UTF-8");
    vm.data.Push(Flag(true));
    return status;
  }
  const bool is_extension = IsExtension(query);
  vm.data.Drop();
  vm.data.Top() = Flag(is_extension);
  return Status::kNext;
}

inline constexpr std::array kWords{
    Word{"ENVIRONMENT?", Checked<2, 3, Ask>, "( c-addr u -- false | i*x true )",
         "What the system says of itself, if it knows the query."},
};

}  // namespace starkernel::forthvm::environment_words
