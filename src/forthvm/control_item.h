#pragma once

#include <cstdint>

namespace starkernel::forthvm {

/// What a control-flow word leaves for the word that matches it.
enum class ControlKind : std::uint8_t {
  kForward,   ///< IF, WHILE: a branch that still needs its target.
  kBackward,  ///< BEGIN: a target.
  kLoop,      ///< DO: the first instruction of the body.
  kCase,      ///< CASE: the start of a selection.
  kOf,        ///< OF: a branch to the next alternative.
};

/// An entry of the control-flow stack, which guest code cannot reach.
struct ControlItem {
  ControlKind kind = ControlKind::kForward;
  std::uint32_t position = 0;
  /// kLoop and kCase: the newest of the branches to the end, each of which holds the place
  /// of the one before as its operand; kNoBranch ends the chain.
  std::int32_t chain = 0;
};

inline constexpr std::int32_t kNoBranch = -1;

}  // namespace starkernel::forthvm
