#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "src/forthvm/shortcut.h"

namespace starkernel::forthvm {

/// The most shortcuts that one sequence is made of.
inline constexpr std::size_t kMostParts = 8;

/// Instructions that the fast engine does together.
struct ShortcutSequence {
  std::array<Shortcut, kMostParts> parts{};
  std::size_t count = 0;
};

template <typename... Parts>
consteval ShortcutSequence Sequence(Parts... parts) {
  return {.parts = {parts...}, .count = sizeof...(parts)};
}

/// Picked by how often they are executed in tests/engines/programs and, the short ones, in our
/// examples.
inline constexpr std::array kShortcutSequences{
    Sequence(Shortcut::kLiteral, Shortcut::kAdd),
    Sequence(Shortcut::kLiteral, Shortcut::kSubtract),
    Sequence(Shortcut::kLiteral, Shortcut::kMultiply),
    Sequence(Shortcut::kLiteral, Shortcut::kAnd),
    Sequence(Shortcut::kLiteral, Shortcut::kOr),
    Sequence(Shortcut::kLiteral, Shortcut::kEqual),
    Sequence(Shortcut::kLiteral, Shortcut::kUnequal),
    Sequence(Shortcut::kLiteral, Shortcut::kLess),
    Sequence(Shortcut::kLiteral, Shortcut::kGreater),
    Sequence(Shortcut::kLiteral, Shortcut::kEqual, Shortcut::kBranchIfZero),
    Sequence(Shortcut::kLiteral, Shortcut::kUnequal, Shortcut::kBranchIfZero),
    Sequence(Shortcut::kLiteral, Shortcut::kLess, Shortcut::kBranchIfZero),
    Sequence(Shortcut::kLiteral, Shortcut::kGreater, Shortcut::kBranchIfZero),
    Sequence(Shortcut::kLiteral, Shortcut::kXor, Shortcut::kExit),
    Sequence(Shortcut::kLiteral, Shortcut::kAnd, Shortcut::kExit),
    Sequence(Shortcut::kLiteral, Shortcut::kSubtract, Shortcut::kCall),
    Sequence(Shortcut::kLiteral, Shortcut::kMultiply, Shortcut::kIncrement),
    Sequence(Shortcut::kLiteral, Shortcut::kMultiply, Shortcut::kIndex, Shortcut::kCharFetch,
             Shortcut::kXor),
    Sequence(Shortcut::kLiteral, Shortcut::kOver, Shortcut::kCreated, Shortcut::kAdd,
             Shortcut::kCharStore),
    Sequence(Shortcut::kLiteral, Shortcut::kCreated, Shortcut::kAddStore),
    Sequence(Shortcut::kLiteral, Shortcut::kShiftRight),
    Sequence(Shortcut::kWideLiteral, Shortcut::kAnd),
    Sequence(Shortcut::kWideLiteral, Shortcut::kAnd, Shortcut::kLoop),
    Sequence(Shortcut::kDup, Shortcut::kLiteral),
    Sequence(Shortcut::kDup, Shortcut::kLiteral, Shortcut::kEqual, Shortcut::kBranchIfZero),
    Sequence(Shortcut::kDup, Shortcut::kLiteral, Shortcut::kUnequal, Shortcut::kBranchIfZero),
    Sequence(Shortcut::kDup, Shortcut::kLiteral, Shortcut::kLess, Shortcut::kBranchIfZero),
    Sequence(Shortcut::kDup, Shortcut::kLiteral, Shortcut::kAnd, Shortcut::kBranchIfZero),
    Sequence(Shortcut::kDup, Shortcut::kConstant, Shortcut::kLess, Shortcut::kBranchIfZero),
    Sequence(Shortcut::kDup, Shortcut::kBranchIfZero),
    Sequence(Shortcut::kDup, Shortcut::kIsZero, Shortcut::kBranchIfZero),
    Sequence(Shortcut::kDup, Shortcut::kDecrement),
    Sequence(Shortcut::kDup, Shortcut::kDecrement, Shortcut::kCall),
    Sequence(Shortcut::kDup, Shortcut::kFetch),
    Sequence(Shortcut::kDup, Shortcut::kFetch, Shortcut::kOver, Shortcut::kCellPlus,
             Shortcut::kFetch, Shortcut::kTwoDup, Shortcut::kGreater, Shortcut::kBranchIfZero),
    Sequence(Shortcut::kDup, Shortcut::kDup, Shortcut::kNegate, Shortcut::kAnd),
    Sequence(Shortcut::kEqual, Shortcut::kBranchIfZero),
    Sequence(Shortcut::kUnequal, Shortcut::kBranchIfZero),
    Sequence(Shortcut::kLess, Shortcut::kBranchIfZero),
    Sequence(Shortcut::kGreater, Shortcut::kBranchIfZero),
    Sequence(Shortcut::kUnsignedLess, Shortcut::kBranchIfZero),
    Sequence(Shortcut::kIsZero, Shortcut::kBranchIfZero),
    Sequence(Shortcut::kIsNegative, Shortcut::kBranchIfZero),
    Sequence(Shortcut::kOver, Shortcut::kAdd),
    Sequence(Shortcut::kOver, Shortcut::kAdd, Shortcut::kBranchBack),
    Sequence(Shortcut::kOver, Shortcut::kFetch),
    Sequence(Shortcut::kOver, Shortcut::kIsZero, Shortcut::kBranchIfZero),
    Sequence(Shortcut::kOver, Shortcut::kDecrement),
    Sequence(Shortcut::kOver, Shortcut::kCellPlus, Shortcut::kStore),
    Sequence(Shortcut::kOver, Shortcut::kSwap, Shortcut::kDecrement, Shortcut::kCall),
    Sequence(Shortcut::kOver, Shortcut::kSwap),
    Sequence(Shortcut::kSwap, Shortcut::kLiteral, Shortcut::kSubtract, Shortcut::kCall),
    Sequence(Shortcut::kSwap, Shortcut::kIncrement, Shortcut::kSwap),
    Sequence(Shortcut::kSwap, Shortcut::kIncrement, Shortcut::kSwap, Shortcut::kBranchBack),
    Sequence(Shortcut::kSwap, Shortcut::kDecrement, Shortcut::kSwap, Shortcut::kCall),
    Sequence(Shortcut::kSwap, Shortcut::kCellPlus, Shortcut::kSwap),
    Sequence(Shortcut::kSwap, Shortcut::kRotate, Shortcut::kCall),
    Sequence(Shortcut::kSwap, Shortcut::kSubtract),
    Sequence(Shortcut::kNip, Shortcut::kIncrement, Shortcut::kExit),
    Sequence(Shortcut::kNip, Shortcut::kNip, Shortcut::kExit),
    Sequence(Shortcut::kNip, Shortcut::kExit),
    Sequence(Shortcut::kDrop, Shortcut::kLoop),
    Sequence(Shortcut::kDrop, Shortcut::kDecrement),
    Sequence(Shortcut::kDrop, Shortcut::kExit),
    Sequence(Shortcut::kTwoDrop, Shortcut::kExit),
    Sequence(Shortcut::kTwoDrop, Shortcut::kTwoDrop),
    Sequence(Shortcut::kTwoDrop, Shortcut::kDrop),
    Sequence(Shortcut::kTwoDrop, Shortcut::kIncrement),
    Sequence(Shortcut::kTwoDup, Shortcut::kGreater),
    Sequence(Shortcut::kCells, Shortcut::kAdd),
    Sequence(Shortcut::kCells, Shortcut::kAdd, Shortcut::kFetch),
    Sequence(Shortcut::kCells, Shortcut::kCreated, Shortcut::kAdd),
    Sequence(Shortcut::kCells, Shortcut::kCreated, Shortcut::kAdd, Shortcut::kFetch),
    Sequence(Shortcut::kCells, Shortcut::kCreated, Shortcut::kAdd, Shortcut::kExit),
    Sequence(Shortcut::kCellPlus, Shortcut::kLoop),
    Sequence(Shortcut::kAdd, Shortcut::kFetch),
    Sequence(Shortcut::kAdd, Shortcut::kCharFetch),
    Sequence(Shortcut::kAdd, Shortcut::kStore),
    Sequence(Shortcut::kAdd, Shortcut::kCharStore),
    Sequence(Shortcut::kAdd, Shortcut::kExit),
    Sequence(Shortcut::kAdd, Shortcut::kLoop),
    Sequence(Shortcut::kIncrement, Shortcut::kExit),
    Sequence(Shortcut::kIncrement, Shortcut::kLoop),
    Sequence(Shortcut::kDouble, Shortcut::kExit),
    Sequence(Shortcut::kDouble, Shortcut::kIncrement),
    Sequence(Shortcut::kHalve, Shortcut::kSwap, Shortcut::kIncrement, Shortcut::kSwap,
             Shortcut::kBranchBack),
    Sequence(Shortcut::kIndex, Shortcut::kAdd),
    Sequence(Shortcut::kIndex, Shortcut::kCharFetch),
    Sequence(Shortcut::kIndex, Shortcut::kFetch),
    Sequence(Shortcut::kIndex, Shortcut::kCells, Shortcut::kAdd),
    Sequence(Shortcut::kIndex, Shortcut::kAdd, Shortcut::kCharFetch),
    Sequence(Shortcut::kCreated, Shortcut::kFetch),
    Sequence(Shortcut::kCreated, Shortcut::kStore),
    Sequence(Shortcut::kCreated, Shortcut::kAdd),
    Sequence(Shortcut::kCreated, Shortcut::kAdd, Shortcut::kExit),
    Sequence(Shortcut::kCreated, Shortcut::kIndex, Shortcut::kAdd, Shortcut::kCharFetch,
             Shortcut::kBranchIfZero),
    Sequence(Shortcut::kCreated, Shortcut::kIndex, Shortcut::kCells, Shortcut::kAdd,
             Shortcut::kFetch),
    Sequence(Shortcut::kCreated, Shortcut::kIndex, Shortcut::kLiteral, Shortcut::kAnd,
             Shortcut::kCells, Shortcut::kAdd, Shortcut::kFetch),
    Sequence(Shortcut::kConstant, Shortcut::kAdd),
    Sequence(Shortcut::kConstant, Shortcut::kLess),
    Sequence(Shortcut::kConstant, Shortcut::kLess, Shortcut::kBranchIfZero),
    Sequence(Shortcut::kCharFetch, Shortcut::kBranchIfZero),
    Sequence(Shortcut::kFetch, Shortcut::kAdd),
    Sequence(Shortcut::kFetch, Shortcut::kExit),
    Sequence(Shortcut::kInvert, Shortcut::kAnd),
    Sequence(Shortcut::kXor, Shortcut::kBranchBack),
    Sequence(Shortcut::kPark, Shortcut::kOver, Shortcut::kDecrement, Shortcut::kOver,
             Shortcut::kPickFour, Shortcut::kCall),
    Sequence(Shortcut::kPark, Shortcut::kDecrement, Shortcut::kPickTwo, Shortcut::kPickTwo,
             Shortcut::kCall),
    Sequence(Shortcut::kPark, Shortcut::kOver, Shortcut::kFetch, Shortcut::kOver, Shortcut::kFetch,
             Shortcut::kMultiply, Shortcut::kTake, Shortcut::kAdd),
    Sequence(Shortcut::kPark, Shortcut::kSwap, Shortcut::kCellPlus, Shortcut::kSwap,
             Shortcut::kConstant, Shortcut::kAdd, Shortcut::kTake, Shortcut::kLoop),
    Sequence(Shortcut::kPark, Shortcut::kTwoDrop, Shortcut::kTake),
    Sequence(Shortcut::kPark, Shortcut::kTwoDrop),
    Sequence(Shortcut::kTake, Shortcut::kAdd),
    Sequence(Shortcut::kTake, Shortcut::kSwap, Shortcut::kRotate, Shortcut::kCall),
    Sequence(Shortcut::kTakeTwo, Shortcut::kXor, Shortcut::kBranchBack),
    Sequence(Shortcut::kPickTwo, Shortcut::kIsZero, Shortcut::kBranchIfZero),
    Sequence(Shortcut::kPickTwo, Shortcut::kStore),
    Sequence(Shortcut::kPickTwo, Shortcut::kPickTwo),
    Sequence(Shortcut::kPickTwo, Shortcut::kPickTwo, Shortcut::kAnd, Shortcut::kOver,
             Shortcut::kAnd),
    Sequence(Shortcut::kPickTwo, Shortcut::kPickTwo, Shortcut::kGreater, Shortcut::kIsZero,
             Shortcut::kBranchIfZero),
    Sequence(Shortcut::kPickTwo, Shortcut::kDecrement, Shortcut::kPickTwo, Shortcut::kPickTwo,
             Shortcut::kCall),
    Sequence(Shortcut::kPickTwo, Shortcut::kParked, Shortcut::kInvert, Shortcut::kAnd),
    Sequence(Shortcut::kLocalFetch, Shortcut::kLocalFetch),
    Sequence(Shortcut::kLocalFetch, Shortcut::kAdd),
    Sequence(Shortcut::kLocalFetch, Shortcut::kLiteral, Shortcut::kAdd),
};

inline constexpr auto kFirstSequence = static_cast<std::size_t>(Shortcut::kFirstSequence);
static_assert(kFirstSequence + kShortcutSequences.size() - 1 <=
              std::numeric_limits<std::uint8_t>::max());

/// How many instructions a shortcut that is part of a sequence does.
[[nodiscard]] constexpr std::size_t LengthOf(Shortcut part) {
  const bool is_two = part == Shortcut::kWideLiteral || part == Shortcut::kPickTwo ||
                      part == Shortcut::kPickThree || part == Shortcut::kPickFour;
  return is_two ? 2 : 1;
}

}  // namespace starkernel::forthvm
