#pragma once

#include <cstddef>
#include <cstdint>

#include "src/forthvm/cell.h"

namespace starkernel::forthvm {

/// Where to go on when a colon definition returns, and what was the caller's.
struct Frame {
  std::uint32_t return_position = 0;
  std::uint32_t caller_word = 0;
  std::uint32_t return_base = 0;     ///< The caller may pop return stack items above this.
  std::uint32_t loop_base = 0;       ///< The caller's loops lie above this.
  std::uint32_t exception_base = 0;  ///< The caller's exception frames lie above this.
  std::uint32_t local_count = 0;     ///< The caller's locals, just below its return_base.
};

/// A running counted loop.
struct LoopParameters {
  Cell index = 0;
  Cell limit = 0;
};

/// What CATCH remembers: all depths, and the place that a THROW goes on at.
struct ExceptionFrame {
  Frame registers{};  ///< return_position is where the THROW lands.
  std::size_t data_depth = 0;
  std::size_t return_depth = 0;
  std::size_t loop_depth = 0;
  std::size_t frame_depth = 0;
  std::size_t source_depth = 0;
  std::uint32_t source_line = 0;
  Cell to_in = 0;
  std::uint32_t open_word = 0;  ///< The definition that was being compiled, if any.
};

}  // namespace starkernel::forthvm
