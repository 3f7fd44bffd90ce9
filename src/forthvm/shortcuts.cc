#include "src/forthvm/shortcuts.h"

#include <array>
#include <cstddef>
#include <cstdint>

#include "src/forthvm/code_space.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/shortcut.h"
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
  set(Opcode::kMakeLocals, Shortcut::kMakeLocals);
  set(Opcode::kLocalFetch, Shortcut::kLocalFetch);
  set(Opcode::kLocalStore, Shortcut::kLocalStore);
  set(Opcode::kBranch, Shortcut::kBranch);
  set(Opcode::kBranchIfZero, Shortcut::kBranchIfZero);
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

/// For the instruction alone.
Shortcut Alone(const Dictionary& dictionary, Instruction instruction) {
  return instruction.opcode < kFirstPrimitive
             ? kOfOpcodes[instruction.opcode]
             : dictionary.Header(HeaderIndex(static_cast<std::uint32_t>(instruction.operand)))
                   .shortcut;
}

/// What a shortcut and that for the next instruction make together.
struct Fusion {
  Shortcut first;
  Shortcut second;
  Shortcut both;
};

// Picked by how often they are written in tests/engines/programs and in our examples.
constexpr std::array kFusions{
    Fusion{Shortcut::kLiteral, Shortcut::kAdd, Shortcut::kLiteralAdd},
    Fusion{Shortcut::kLiteral, Shortcut::kSubtract, Shortcut::kLiteralSubtract},
    Fusion{Shortcut::kLiteral, Shortcut::kMultiply, Shortcut::kLiteralMultiply},
    Fusion{Shortcut::kLiteral, Shortcut::kAnd, Shortcut::kLiteralAnd},
    Fusion{Shortcut::kLiteral, Shortcut::kPick, Shortcut::kLiteralPick},
    Fusion{Shortcut::kLiteral, Shortcut::kEqual, Shortcut::kLiteralEqual},
    Fusion{Shortcut::kLiteral, Shortcut::kUnequal, Shortcut::kLiteralUnequal},
    Fusion{Shortcut::kLiteral, Shortcut::kLess, Shortcut::kLiteralLess},
    Fusion{Shortcut::kLiteral, Shortcut::kGreater, Shortcut::kLiteralGreater},
    Fusion{Shortcut::kLiteralEqual, Shortcut::kBranchIfZero, Shortcut::kLiteralEqualBranch},
    Fusion{Shortcut::kLiteralUnequal, Shortcut::kBranchIfZero, Shortcut::kLiteralUnequalBranch},
    Fusion{Shortcut::kLiteralLess, Shortcut::kBranchIfZero, Shortcut::kLiteralLessBranch},
    Fusion{Shortcut::kLiteralGreater, Shortcut::kBranchIfZero, Shortcut::kLiteralGreaterBranch},
    Fusion{Shortcut::kEqual, Shortcut::kBranchIfZero, Shortcut::kEqualBranch},
    Fusion{Shortcut::kUnequal, Shortcut::kBranchIfZero, Shortcut::kUnequalBranch},
    Fusion{Shortcut::kLess, Shortcut::kBranchIfZero, Shortcut::kLessBranch},
    Fusion{Shortcut::kGreater, Shortcut::kBranchIfZero, Shortcut::kGreaterBranch},
    Fusion{Shortcut::kIsZero, Shortcut::kBranchIfZero, Shortcut::kIsZeroBranch},
    Fusion{Shortcut::kDup, Shortcut::kBranchIfZero, Shortcut::kDupBranch},
    Fusion{Shortcut::kDup, Shortcut::kLiteral, Shortcut::kDupLiteral},
    Fusion{Shortcut::kDup, Shortcut::kDecrement, Shortcut::kDupDecrement},
    Fusion{Shortcut::kOver, Shortcut::kAdd, Shortcut::kOverAdd},
    Fusion{Shortcut::kOver, Shortcut::kFetch, Shortcut::kOverFetch},
    Fusion{Shortcut::kIndex, Shortcut::kAdd, Shortcut::kIndexAdd},
    Fusion{Shortcut::kIndexAdd, Shortcut::kCharFetch, Shortcut::kIndexAddCharFetch},
    Fusion{Shortcut::kIndex, Shortcut::kCharFetch, Shortcut::kIndexCharFetch},
    Fusion{Shortcut::kCells, Shortcut::kAdd, Shortcut::kCellsAdd},
    Fusion{Shortcut::kCellsAdd, Shortcut::kFetch, Shortcut::kCellsAddFetch},
    Fusion{Shortcut::kAdd, Shortcut::kFetch, Shortcut::kAddFetch},
    Fusion{Shortcut::kAdd, Shortcut::kCharFetch, Shortcut::kAddCharFetch},
    Fusion{Shortcut::kAdd, Shortcut::kLoop, Shortcut::kAddLoop},
    Fusion{Shortcut::kAdd, Shortcut::kExit, Shortcut::kAddExit},
    Fusion{Shortcut::kIncrement, Shortcut::kExit, Shortcut::kIncrementExit},
    Fusion{Shortcut::kDecrement, Shortcut::kCall, Shortcut::kDecrementCall},
    Fusion{Shortcut::kDrop, Shortcut::kLoop, Shortcut::kDropLoop},
    Fusion{Shortcut::kCellPlus, Shortcut::kLoop, Shortcut::kCellPlusLoop},
    Fusion{Shortcut::kCreated, Shortcut::kFetch, Shortcut::kCreatedFetch},
    Fusion{Shortcut::kCreated, Shortcut::kStore, Shortcut::kCreatedStore},
    Fusion{Shortcut::kCreated, Shortcut::kAdd, Shortcut::kCreatedAdd},
    Fusion{Shortcut::kConstant, Shortcut::kAdd, Shortcut::kConstantAdd},
    Fusion{Shortcut::kConstant, Shortcut::kLess, Shortcut::kConstantLess},
    Fusion{Shortcut::kConstantLess, Shortcut::kBranchIfZero, Shortcut::kConstantLessBranch},
    Fusion{Shortcut::kInvert, Shortcut::kAnd, Shortcut::kInvertAnd},
    Fusion{Shortcut::kSwap, Shortcut::kIncrement, Shortcut::kSwapIncrement},
    Fusion{Shortcut::kSwapIncrement, Shortcut::kSwap, Shortcut::kSwapIncrementSwap},
    Fusion{Shortcut::kSwap, Shortcut::kCellPlus, Shortcut::kSwapCellPlus},
    Fusion{Shortcut::kSwapCellPlus, Shortcut::kSwap, Shortcut::kSwapCellPlusSwap},
    Fusion{Shortcut::kLocalFetch, Shortcut::kLocalFetch, Shortcut::kLocalPair},
    Fusion{Shortcut::kLocalFetch, Shortcut::kAdd, Shortcut::kLocalAdd},
};

constexpr std::size_t kShortcuts = static_cast<std::size_t>(Shortcut::kEnd);

/// For each shortcut whether a fusion begins with it: with most none does.
consteval std::array<bool, kShortcuts> FindBeginnings() {
  std::array<bool, kShortcuts> begins{};
  for (const Fusion& fusion : kFusions) {
    begins[static_cast<std::size_t>(fusion.first)] = true;
  }
  return begins;
}
constexpr std::array<bool, kShortcuts> kBegins = FindBeginnings();

/// Both together, or none.
Shortcut Fused(Shortcut first, Shortcut second) {
  if (kBegins[static_cast<std::size_t>(first)]) {
    for (const Fusion& fusion : kFusions) {
      if (fusion.first == first && fusion.second == second) {
        return fusion.both;
      }
    }
  }
  return Shortcut::kNone;
}

}  // namespace

void AddShortcuts(CodeSpace& code, const Dictionary& dictionary, std::uint32_t begin,
                  std::uint32_t end) {
  for (std::uint32_t place = begin; place < end; ++place) {
    Shortcut shortcut = Alone(dictionary, code.At(place));
    for (std::uint32_t next = place + 1; next < end; ++next) {
      const Shortcut fused = Fused(shortcut, Alone(dictionary, code.At(next)));
      if (fused == Shortcut::kNone) {
        break;
      }
      shortcut = fused;
    }
    code.SetShortcut(place, shortcut);
  }
}

}  // namespace starkernel::forthvm
