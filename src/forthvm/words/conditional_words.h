#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "src/base/text_writer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/character.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/input.h"
#include "src/forthvm/input_source.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/string_words.h"

/// Words that skip parts of a source text.
namespace starkernel::forthvm::conditional_words {

/// What skipping to the word that ends it does to the depth of nesting, 1 at first: zero ends.
inline Cell DepthAfter(Cell depth, std::string_view token) {
  if (SameIgnoringCase(token, "[IF]")) {
    return depth + 1;
  }
  const bool ends_here = SameIgnoringCase(token, "[ELSE]") && depth == 1;
  return ends_here || SameIgnoringCase(token, "[THEN]") ? depth - 1 : depth;
}

/// How many tokens are skipped at once: a string may be as long as the envelope.
inline constexpr int kSkippedAtOnce = 64;

/// Skips the rest of a token, or a piece of that; true if it may go on.
inline bool SkipRestOfToken(VmState& vm) {
  const std::string_view text = UnparsedText(vm, kMostParsed);
  const auto length = static_cast<std::size_t>(std::ranges::find_if(text, IsBlank) - text.begin());
  SkipText(vm, length);
  vm.ChargeLength(length);
  return length == kMostParsed.value();
}

/// Skips in the current line; tells whether the end was found. Between two steps the instruction
/// knows whether it is within a token that is longer than a piece.
inline Status SkipInLine(VmState& vm, Instruction instruction) {
  if (instruction.note != 0 && SkipRestOfToken(vm)) {
    return vm.Execute(instruction);
  }
  instruction.note = 0;
  Cell& depth = vm.data.Top();
  for (int skipped = 0; depth > 0; ++skipped) {
    if (skipped == kSkippedAtOnce || vm.fuel <= 0 || SkipBlankPiece(vm)) {
      return vm.Execute(instruction);
    }
    const std::string_view token = ParseName(vm);
    if (token.empty()) {
      break;
    }
    vm.fuel -= 1;
    if (token.size() == kMostParsed.value()) {
      instruction.note = 1;
      return vm.Execute(instruction);
    }
    depth = DepthAfter(depth, token);
  }
  vm.data.Push(Flag(depth <= 0));
  return Status::kNext;
}
/// The line of the file that is interpreted, or the number of the block; else 0.
inline void Place(VmState& vm, Instruction) {
  const InputSource& source = vm.sources.Top();
  const bool is_file = source.kind == SourceKind::kFile;
  const bool is_block = source.kind == SourceKind::kBlock;
  vm.data.Push(is_file ? Cell{source.line} : is_block ? Signed(source.block) : 0);
}
inline Status Unfinished(VmState& vm, Instruction) {
  const Cell place = vm.data.Pop();
  vm.Throw(ThrowCode::kConditionalCompilation, "[THEN] is missing");
  if (place != 0) {
    const bool is_block = vm.sources.Top().kind == SourceKind::kBlock;
    TextWriter(vm.fault.detail)
        .Text(" for what began in ")
        .Text(is_block ? "block " : "line ")
        .Decimal(Unsigned(place));
  }
  return Status::kThrow;
}

template <bool kWanted>
Status Defined(VmState& vm, Instruction) {
  std::string_view name;
  if (const Status status = string_words::ParseToken(vm, {}, name); status != Status::kNext) {
    return status;
  }
  vm.data.Push(Flag((vm.dictionary.Find(name) != kNoWord) == kWanted));
  return Status::kNext;
}
inline void Nothing(VmState& /*vm*/, Instruction /*instruction*/) {}

inline constexpr std::array kWords{
    Word{"(SKIP)", Checked<1, 2, SkipInLine>, "( n1 -- n2 flag )",
         "Skip in the line, [IF] being open n1 times; flag is true where that ends."},
    Word{"(PLACE)", Checked<0, 1, Place>, "( -- u )",
         "The line of the file or the number of the block that is interpreted, or 0."},
    Word{"(UNFINISHED)", Checked<1, 0, Unfinished>, "( u -- )",
         "Throw -58: [THEN] is missing for what began at that place."},
    Word{"[ELSE]", nullptr, "( -- )",
         "Skip to the [ELSE] or [THEN] that belongs to it, over lines or blocks; -58 if there is "
         "none.",
         kImmediate,
         "(PLACE) 1 BEGIN (SKIP) 0= WHILE REFILL 0= IF DROP (UNFINISHED) THEN REPEAT 2DROP"},
    Word{"[IF]", nullptr, "( flag -- )", "Skip to behind [ELSE] or [THEN] if flag is false.",
         kImmediate, "0= IF POSTPONE [ELSE] THEN"},
    Word{"[THEN]", Checked<0, 0, Nothing>, "( -- )", "End [IF] or [ELSE].", kImmediate},
    Word{"[DEFINED]", Checked<0, 1, Defined<true>>, "( \"name\" -- flag )",
         "Is there a word of that name?", kImmediate},
    Word{"[UNDEFINED]", Checked<0, 1, Defined<false>>, "( \"name\" -- flag )",
         "Is there no word of that name?", kImmediate},
};

}  // namespace starkernel::forthvm::conditional_words
