#pragma once

#include <string_view>

#include "src/forthvm/cell.h"

namespace starkernel::forthvm {

/// The exception codes that the system itself throws (Forth-2012, table 9.1).
enum class ThrowCode : Cell {
  kAbort = -1,
  kAbortString = -2,
  kStackOverflow = -3,
  kStackUnderflow = -4,
  kReturnStackOverflow = -5,
  kReturnStackUnderflow = -6,
  kLoopsTooDeep = -7,
  kDictionaryOverflow = -8,
  kInvalidAddress = -9,
  kDivisionByZero = -10,
  kResultOutOfRange = -11,
  kUndefinedWord = -13,
  kCompileOnly = -14,
  kZeroLengthName = -16,
  kPicturedOverflow = -17,
  kStringOverflow = -18,
  kNameTooLong = -19,
  kControlMismatch = -22,
  kInvalidArgument = -24,
  kReturnStackImbalance = -25,
  kLoopParametersUnavailable = -26,
  kUserInterrupt = -28,
  kCompilerNesting = -29,
  kNotCreated = -31,
  kInvalidName = -32,
  kFileIo = -37,
  kFileNotFound = -38,
  kUnexpectedEndOfFile = -39,
  kSearchOrderOverflow = -49,
  kSearchOrderUnderflow = -50,
  kControlStackOverflow = -52,
  kExceptionStackOverflow = -53,
  kInputNesting = -256,  ///< The first code left to systems: input sources nested too deep.
};

/// What the code means, or nothing if it is not one of the system's.
[[nodiscard]] std::string_view ThrowMessage(Cell code);

}  // namespace starkernel::forthvm
