#pragma once

#include <cstddef>
#include <cstdint>

#include "src/base/addresses.h"
#include "src/base/ids.h"
#include "src/forthvm/dictionary.h"

namespace starkernel::forthvm {

/// The colon definition being compiled, and how to undo it.
struct OpenDefinition {
  WordId word = kNoWord;  ///< kNoWord while nothing is being compiled.
  WordId previous_latest = kNoWord;
  GuestAddr previous_here{};
  std::size_t source_depth = 0;  ///< Of the source that it began in.
  std::uint32_t does_chain =
      0;                      ///< One beyond the latest DOES>, each holds the one before; 0 ends.
  bool is_anonymous = false;  ///< Made by :NONAME, so its id is known already.
};

}  // namespace starkernel::forthvm
