#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "src/forthvm/shortcut.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/all_words.h"

/// Which words of the tables the fast engine or the native one knows.
namespace starkernel::forthvm::word_shortcuts {

struct NamedShortcut {
  std::string_view name;
  Shortcut shortcut;
};

inline constexpr std::array kNamed{
    NamedShortcut{"EXIT", Shortcut::kExit},
    NamedShortcut{"EXECUTE", Shortcut::kExecute},
    NamedShortcut{"UNLOOP", Shortcut::kUnloop},
    NamedShortcut{"I", Shortcut::kIndex},
    NamedShortcut{"J", Shortcut::kOuterIndex},
    NamedShortcut{"DUP", Shortcut::kDup},
    NamedShortcut{"?DUP", Shortcut::kQuestionDup},
    NamedShortcut{"DROP", Shortcut::kDrop},
    NamedShortcut{"SWAP", Shortcut::kSwap},
    NamedShortcut{"OVER", Shortcut::kOver},
    NamedShortcut{"NIP", Shortcut::kNip},
    NamedShortcut{"TUCK", Shortcut::kTuck},
    NamedShortcut{"ROT", Shortcut::kRotate},
    NamedShortcut{"-ROT", Shortcut::kRotateBack},
    NamedShortcut{"PICK", Shortcut::kPick},
    NamedShortcut{"2DUP", Shortcut::kTwoDup},
    NamedShortcut{"2DROP", Shortcut::kTwoDrop},
    NamedShortcut{">R", Shortcut::kPark},
    NamedShortcut{"R>", Shortcut::kTake},
    NamedShortcut{"R@", Shortcut::kParked},
    NamedShortcut{"2>R", Shortcut::kParkTwo},
    NamedShortcut{"2R>", Shortcut::kTakeTwo},
    NamedShortcut{"@", Shortcut::kFetch},
    NamedShortcut{"!", Shortcut::kStore},
    NamedShortcut{"+!", Shortcut::kAddStore},
    NamedShortcut{"C@", Shortcut::kCharFetch},
    NamedShortcut{"C!", Shortcut::kCharStore},
    NamedShortcut{"+", Shortcut::kAdd},
    NamedShortcut{"-", Shortcut::kSubtract},
    NamedShortcut{"*", Shortcut::kMultiply},
    NamedShortcut{"MIN", Shortcut::kMinimum},
    NamedShortcut{"MAX", Shortcut::kMaximum},
    NamedShortcut{"1+", Shortcut::kIncrement},
    NamedShortcut{"CHAR+", Shortcut::kIncrement},
    NamedShortcut{"1-", Shortcut::kDecrement},
    NamedShortcut{"2*", Shortcut::kDouble},
    NamedShortcut{"2/", Shortcut::kHalve},
    NamedShortcut{"NEGATE", Shortcut::kNegate},
    NamedShortcut{"CELLS", Shortcut::kCells},
    NamedShortcut{"CELL+", Shortcut::kCellPlus},
    NamedShortcut{"AND", Shortcut::kAnd},
    NamedShortcut{"OR", Shortcut::kOr},
    NamedShortcut{"XOR", Shortcut::kXor},
    NamedShortcut{"INVERT", Shortcut::kInvert},
    NamedShortcut{"LSHIFT", Shortcut::kShiftLeft},
    NamedShortcut{"RSHIFT", Shortcut::kShiftRight},
    NamedShortcut{"=", Shortcut::kEqual},
    NamedShortcut{"<>", Shortcut::kUnequal},
    NamedShortcut{"<", Shortcut::kLess},
    NamedShortcut{">", Shortcut::kGreater},
    NamedShortcut{"U<", Shortcut::kUnsignedLess},
    NamedShortcut{"0=", Shortcut::kIsZero},
    NamedShortcut{"NOT", Shortcut::kIsZero},
    NamedShortcut{"0<>", Shortcut::kIsNotZero},
    NamedShortcut{"0<", Shortcut::kIsNegative},
    NamedShortcut{"0>", Shortcut::kIsPositive},
    NamedShortcut{"U>", Shortcut::kUnsignedGreater},
    NamedShortcut{"<=", Shortcut::kLessOrEqual},
    NamedShortcut{">=", Shortcut::kGreaterOrEqual},
    NamedShortcut{"TRUE", Shortcut::kTrue},
    NamedShortcut{"FALSE", Shortcut::kFalse},
    NamedShortcut{"BL", Shortcut::kBlank},
    NamedShortcut{"2SWAP", Shortcut::kTwoSwap},
    NamedShortcut{"2OVER", Shortcut::kTwoOver},
    NamedShortcut{"DEPTH", Shortcut::kDepth},
    NamedShortcut{"2@", Shortcut::kTwoFetch},
    NamedShortcut{"ABS", Shortcut::kAbsolute},
    NamedShortcut{"/", Shortcut::kDivide},
    NamedShortcut{"MOD", Shortcut::kRemainder},
    NamedShortcut{"/MOD", Shortcut::kDivideBoth},
    NamedShortcut{"*/", Shortcut::kScale},
    NamedShortcut{"*/MOD", Shortcut::kScaleBoth},
    NamedShortcut{"UM/MOD", Shortcut::kDivideUnsigned},
    NamedShortcut{"SM/REM", Shortcut::kDivideSymmetric},
    NamedShortcut{"UM*", Shortcut::kMultiplyUnsigned},
    NamedShortcut{"M*", Shortcut::kMultiplySigned},
    NamedShortcut{"CHARS", Shortcut::kAsIs},
    NamedShortcut{"THROW", Shortcut::kThrow},
};

consteval std::size_t CountWords() {
  std::size_t count = 0;
  for (const WordModule& module : kWordModules) {
    count += module.words.size();
  }
  return count;
}

using Table = std::array<Shortcut, CountWords()>;

consteval Table MakeTable() {
  Table table{};
  std::size_t place = 0;
  for (const WordModule& module : kWordModules) {
    for (const Word& word : module.words) {
      for (const NamedShortcut& named : kNamed) {
        // What is Forth text has no instruction of its own.
        if (word.name == named.name && word.handler != nullptr) {
          table[place] = named.shortcut;
        }
      }
      ++place;
    }
  }
  return table;
}

/// In the order of the tables.
inline constexpr Table kTable = MakeTable();

}  // namespace starkernel::forthvm::word_shortcuts
