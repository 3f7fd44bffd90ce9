#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "src/forthvm/shortcut.h"

namespace starkernel::native {

/// How many items of the data stack an instruction takes and leaves.
struct StackEffect {
  std::uint8_t in = 0;
  std::uint8_t out = 0;
};

inline constexpr std::size_t kForms = static_cast<std::size_t>(forthvm::Shortcut::kNative);

/// Of what has a native form and always the same effect, by the shortcut for the instruction alone.
inline constexpr std::array<StackEffect, kForms> kEffects = [] {
  using enum forthvm::Shortcut;
  std::array<StackEffect, kForms> effects{};
  const auto set = [&effects](std::uint8_t in, std::uint8_t out, auto... forms) {
    ((effects[static_cast<std::size_t>(forms)] = {.in = in, .out = out}), ...);
  };
  set(0, 1, kLiteral, kWideLiteral, kCreated, kConstant, kLocalFetch, kIndex, kOuterIndex, kTake,
      kParked, kCatchEnd, kTrue, kFalse, kBlank);
  set(0, 2, kTakeTwo);
  set(1, 0, kStoreValue, kLocalStore, kBranchIfZero, kPlusLoop, kDrop, kPark, kThrow);
  set(1, 1, kFetch, kCharFetch, kIncrement, kDecrement, kDouble, kHalve, kNegate, kCells, kCellPlus,
      kInvert, kIsZero, kIsNotZero, kIsNegative, kIsPositive);
  set(1, 2, kDup);
  set(2, 0, kTwoDrop, kParkTwo, kStore, kAddStore, kCharStore, kDo, kQuestionDo);
  set(2, 1, kNip, kAdd, kSubtract, kMultiply, kMinimum, kMaximum, kAnd, kOr, kXor, kShiftLeft,
      kShiftRight, kEqual, kUnequal, kLess, kGreater, kUnsignedLess, kDivide, kRemainder, kOf,
      kUnsignedGreater, kLessOrEqual, kGreaterOrEqual);
  set(2, 2, kSwap, kDivideBoth, kMultiplyUnsigned, kMultiplySigned);
  set(2, 3, kOver, kTuck);
  set(2, 4, kTwoDup);
  set(4, 6, kTwoOver);
  set(3, 1, kScale);
  set(3, 2, kScaleBoth, kDivideUnsigned, kDivideSymmetric);
  set(3, 3, kRotate, kRotateBack);
  return effects;
}();

/// What has a native form.
inline constexpr std::array<bool, kForms> kHasForm = [] {
  using enum forthvm::Shortcut;
  std::array<bool, kForms> known{};
  for (std::size_t form = 0; form < kForms; ++form) {
    known[form] = kEffects[form].in != 0 || kEffects[form].out != 0;
  }
  for (const forthvm::Shortcut form : {kCall, kExit, kDeferred, kExecute, kCatchBegin, kMakeLocals,
                                       kBranch, kLoop, kLeave, kUnloop, kPick, kQuestionDup}) {
    known[static_cast<std::size_t>(form)] = true;
  }
  return known;
}();

/// Of that, what goes on behind itself and never has to be left to the plain engine, if the items
/// and the room that it needs are there; and uses the data stack alone.
inline constexpr std::array<bool, kForms> kIsSimple = [] {
  using enum forthvm::Shortcut;
  std::array<bool, kForms> simple{};
  const auto set = [&simple](auto... forms) {
    ((simple[static_cast<std::size_t>(forms)] = true), ...);
  };
  set(kLiteral, kWideLiteral, kCreated, kConstant, kTrue, kFalse, kBlank);
  set(kDup, kDrop, kSwap, kOver, kNip, kTuck, kRotate, kRotateBack, kTwoDup, kTwoDrop, kTwoOver);
  set(kIncrement, kDecrement, kDouble, kHalve, kNegate, kCells, kCellPlus, kInvert);
  set(kIsZero, kIsNotZero, kIsNegative, kIsPositive);
  set(kAdd, kSubtract, kMultiply, kMinimum, kMaximum, kAnd, kOr, kXor, kShiftLeft, kShiftRight);
  set(kEqual, kUnequal, kLess, kGreater, kUnsignedLess, kUnsignedGreater, kLessOrEqual,
      kGreaterOrEqual);
  set(kMultiplyUnsigned, kMultiplySigned);
  return simple;
}();

/// Of what has a native form, what goes on behind itself: no way out, no branch, and nothing that
/// calls.
inline constexpr std::array<bool, kForms> kGoesOn = [] {
  using enum forthvm::Shortcut;
  std::array<bool, kForms> goes_on = kHasForm;
  for (const forthvm::Shortcut form :
       {kCall, kExit, kDeferred, kExecute, kCatchBegin, kCatchEnd, kThrow, kBranch, kBranchIfZero,
        kQuestionDup, kOf, kDo, kQuestionDo, kLoop, kPlusLoop, kLeave}) {
    goes_on[static_cast<std::size_t>(form)] = false;
  }
  return goes_on;
}();

}  // namespace starkernel::native
