#pragma once

#include <cstddef>
#include <cstdint>

#include "src/base/addresses.h"
#include "src/base/ids.h"
#include "src/forthvm/dictionary.h"

namespace starkernel::forthvm {

/// How deep quotations can be nested.
inline constexpr std::size_t kMaximumNesting = 8;

/// The most instructions that a definition can have, quotations in it included: it may be that
/// nothing comes to a point of preemption for as long.
inline constexpr std::size_t kMostInstructions = std::size_t{16} * 1024;

/// The colon definition being compiled, and how to undo it.
struct OpenDefinition {
  WordId word = kNoWord;  ///< kNoWord while nothing is being compiled.
  WordId previous_latest = kNoWord;
  GuestAddr previous_here{};
  std::uint32_t code_start = 0;  ///< Its first instruction.
  std::size_t source_depth = 0;  ///< Of the source that it began in.
  std::size_t control_base = 0;  ///< Its control structures lie above this.
  std::size_t local_base = 0;    ///< Its locals lie above this.
  std::size_t local_start = 0;   ///< Locals from here on are named but not made yet.
  std::uint32_t does_chain =
      0;  ///< One beyond the latest DOES>, each holds the one before; 0 ends.
  bool is_quotation = false;
  bool is_anonymous = false;  ///< Made by :NONAME or [:, so it has no name to be found by.
};

}  // namespace starkernel::forthvm
