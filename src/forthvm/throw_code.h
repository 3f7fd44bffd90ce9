#pragma once

#include <string_view>

#include "src/forthvm/cell.h"

namespace starkernel::forthvm {

/// The exception codes of Forth-2012 (table 9.1), and the system's own below them.
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
  kArgumentTypeMismatch = -12,
  kUndefinedWord = -13,
  kCompileOnly = -14,
  kInvalidForget = -15,
  kZeroLengthName = -16,
  kPicturedOverflow = -17,
  kStringOverflow = -18,
  kNameTooLong = -19,
  kReadOnly = -20,
  kUnsupported = -21,
  kControlMismatch = -22,
  kAddressAlignment = -23,
  kInvalidArgument = -24,
  kReturnStackImbalance = -25,
  kLoopParametersUnavailable = -26,
  kInvalidRecursion = -27,
  kUserInterrupt = -28,
  kCompilerNesting = -29,
  kObsolescent = -30,
  kNotCreated = -31,
  kInvalidName = -32,
  kBlockRead = -33,
  kBlockWrite = -34,
  kInvalidBlock = -35,
  kInvalidFilePosition = -36,
  kFileIo = -37,
  kFileNotFound = -38,
  kUnexpectedEndOfFile = -39,
  kInvalidFloatingBase = -40,
  kPrecisionLoss = -41,
  kFloatingDivisionByZero = -42,
  kFloatingOutOfRange = -43,
  kFloatingStackOverflow = -44,
  kFloatingStackUnderflow = -45,
  kInvalidFloatingArgument = -46,
  kCompilationListDeleted = -47,
  kInvalidPostpone = -48,
  kSearchOrderOverflow = -49,
  kSearchOrderUnderflow = -50,
  kCompilationListChanged = -51,
  kControlStackOverflow = -52,
  kExceptionStackOverflow = -53,
  kFloatingUnderflow = -54,
  kFloatingFault = -55,
  kQuit = -56,
  kCharacterIo = -57,
  kConditionalCompilation = -58,
  kAllocate = -59,
  kFree = -60,
  kResize = -61,
  kCloseFile = -62,
  kCreateFile = -63,
  kDeleteFile = -64,
  kFilePosition = -65,
  kFileSize = -66,
  kFileStatus = -67,
  kFlushFile = -68,
  kOpenFile = -69,
  kReadFile = -70,
  kReadLine = -71,
  kRenameFile = -72,
  kRepositionFile = -73,
  kResizeFile = -74,
  kWriteFile = -75,
  kWriteLine = -76,
  kMalformedCharacter = -77,
  kSubstitute = -78,
  kReplaces = -79,
  kInputNesting = -256,  ///< The first code left to systems: input sources nested too deep.
  kOutOfMemory = -257,   ///< A page that was touched cannot come.
  kCapability = -258,    ///< The VM instance may not do that.
  kKernelFull = -259,    ///< The kernel has no room for what was asked.
  kNoSuchVm = -260,      ///< There is no VM instance of that id, or no longer.
};

/// What the code means, or nothing if it is none of these.
[[nodiscard]] std::string_view ThrowMessage(Cell code);

}  // namespace starkernel::forthvm
