#include "src/forthvm/shortcuts.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "src/forthvm/code_space.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/shortcut.h"
#include "src/forthvm/shortcut_sequences.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {
namespace {

constexpr std::size_t kFirstPrimitive = static_cast<std::size_t>(Opcode::kFirstPrimitive);

using ShortcutTable = std::array<Shortcut, kFirstPrimitive>;

consteval ShortcutTable MakeTable() {
  ShortcutTable table{};
  const auto set = [&table](Opcode opcode, Shortcut shortcut) {
    table[static_cast<std::size_t>(opcode)] = shortcut;
  };
  set(Opcode::kLiteral, Shortcut::kLiteral);
  set(Opcode::kWideLiteral, Shortcut::kWideLiteral);
  set(Opcode::kCall, Shortcut::kCall);
  set(Opcode::kExit, Shortcut::kExit);
  set(Opcode::kCreated, Shortcut::kCreated);
  set(Opcode::kConstant, Shortcut::kConstant);
  set(Opcode::kValue, Shortcut::kConstant);
  set(Opcode::kStoreValue, Shortcut::kStoreValue);
  set(Opcode::kDeferred, Shortcut::kDeferred);
  set(Opcode::kCatchBegin, Shortcut::kCatchBegin);
  set(Opcode::kCatchEnd, Shortcut::kCatchEnd);
  set(Opcode::kMakeLocals, Shortcut::kMakeLocals);
  set(Opcode::kLocalFetch, Shortcut::kLocalFetch);
  set(Opcode::kLocalStore, Shortcut::kLocalStore);
  set(Opcode::kBranch, Shortcut::kBranch);
  set(Opcode::kBranchIfZero, Shortcut::kBranchIfZero);
  set(Opcode::kOf, Shortcut::kOf);
  set(Opcode::kDo, Shortcut::kDo);
  set(Opcode::kQuestionDo, Shortcut::kQuestionDo);
  set(Opcode::kLoop, Shortcut::kLoop);
  set(Opcode::kPlusLoop, Shortcut::kPlusLoop);
  set(Opcode::kLeave, Shortcut::kLeave);
  set(Opcode::kDrop, Shortcut::kDrop);
  return table;
}

/// For what only compiled code contains.
constexpr ShortcutTable kOfOpcodes = MakeTable();

/// What depends on the operand.
Shortcut ByOperand(Shortcut shortcut, std::int32_t operand) {
  if (shortcut == Shortcut::kLiteral) {
    return operand == 2   ? Shortcut::kTwo
           : operand == 3 ? Shortcut::kThree
           : operand == 4 ? Shortcut::kFour
                          : Shortcut::kLiteral;
  }
  if (operand < 0 && shortcut == Shortcut::kBranch) {
    return Shortcut::kBranchBack;
  }
  if (operand < 0 && shortcut == Shortcut::kBranchIfZero) {
    return Shortcut::kBranchBackIfZero;
  }
  return shortcut;
}

/// PICK of a literal that is one of the usual ones.
Shortcut Picked(Shortcut literal) {
  return literal == Shortcut::kTwo     ? Shortcut::kPickTwo
         : literal == Shortcut::kThree ? Shortcut::kPickThree
         : literal == Shortcut::kFour  ? Shortcut::kPickFour
                                       : literal;
}

/// Where the sequences begin that begin with a shortcut: they lie together.
struct Range {
  std::uint8_t begin = 0;
  std::uint8_t end = 0;
};
consteval std::array<Range, kFirstSequence> FindRanges() {
  std::array<Range, kFirstSequence> ranges{};
  for (std::size_t place = 0; place < kShortcutSequences.size(); ++place) {
    Range& range = ranges[static_cast<std::size_t>(kShortcutSequences[place].parts[0])];
    if (range.end == 0) {
      range.begin = static_cast<std::uint8_t>(place);
    } else if (range.end != place) {
      return {};  // They do not.
    }
    range.end = static_cast<std::uint8_t>(place + 1);
  }
  return ranges;
}
constexpr auto kRanges = FindRanges();
static_assert(kRanges[static_cast<std::size_t>(Shortcut::kLiteral)].end != 0);

/// What a literal is as part of a sequence, whatever its value.
Shortcut AsPart(Shortcut shortcut) {
  return Picked(shortcut) == shortcut ? shortcut : Shortcut::kLiteral;
}

bool Matches(const CodeSpace& code, std::uint32_t place, std::uint32_t end,
             const ShortcutSequence& sequence) {
  for (std::size_t part = 0; part < sequence.count; ++part) {
    if (place >= end || AsPart(code.ShortcutAt(place)) != sequence.parts[part]) {
      return false;
    }
    place += static_cast<std::uint32_t>(LengthOf(sequence.parts[part]));
  }
  return true;
}

/// The longest sequence that begins there, or what is there.
Shortcut Longest(const CodeSpace& code, std::uint32_t place, std::uint32_t end) {
  const Shortcut first = code.ShortcutAt(place);
  const Range range = kRanges[static_cast<std::size_t>(AsPart(first))];
  Shortcut longest = first;
  std::size_t count = 1;
  for (std::size_t candidate = range.begin; candidate < range.end; ++candidate) {
    const ShortcutSequence& sequence = kShortcutSequences[candidate];
    if (sequence.count > count && Matches(code, place, end, sequence)) {
      longest = static_cast<Shortcut>(kFirstSequence + candidate);
      count = sequence.count;
    }
  }
  return longest;
}

/// Whether it leads to what is left to the plain engine: to go to and fro costs more than it.
bool LeadsToPlain(const CodeSpace& code, std::uint32_t place) {
  const std::int64_t target = std::int64_t{place} + 1 + code.At(place).operand;
  return code.ShortcutAt(static_cast<std::uint32_t>(target)) == Shortcut::kNone;
}

}  // namespace

Shortcut ShortcutAlone(const Dictionary& dictionary, Instruction instruction) {
  if (instruction.opcode < kFirstPrimitive) {
    return ByOperand(kOfOpcodes[instruction.opcode], instruction.operand);
  }
  return dictionary.Header(HeaderIndex(static_cast<std::uint32_t>(instruction.operand))).shortcut;
}

void AddShortcuts(CodeSpace& code, const Dictionary& dictionary, std::uint32_t begin,
                  std::uint32_t end) {
  for (std::uint32_t place = begin; place < end; ++place) {
    const Shortcut alone = ShortcutAlone(dictionary, code.At(place));
    code.SetShortcut(place, IsForNativeAlone(alone) ? Shortcut::kNone : alone);
  }
  for (std::uint32_t place = begin; place + 1 < end; ++place) {
    if (code.ShortcutAt(place + 1) == Shortcut::kPick) {
      code.SetShortcut(place, Picked(code.ShortcutAt(place)));
    }
  }
  // What lies behind a place is still each for itself.
  for (std::uint32_t place = begin; place < end; ++place) {
    const bool is_left =
        code.ShortcutAt(place) == Shortcut::kBranchBack && LeadsToPlain(code, place);
    code.SetShortcut(place, is_left ? Shortcut::kNone : Longest(code, place, end));
  }
}

}  // namespace starkernel::forthvm
