#include "src/forthvm/throw_code.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace starkernel::forthvm {
namespace {

struct Message {
  ThrowCode code;
  std::string_view text;
};

constexpr std::array kMessages{
    Message{ThrowCode::kAbort, "aborted"},
    Message{ThrowCode::kAbortString, "aborted"},
    Message{ThrowCode::kStackOverflow, "stack overflow"},
    Message{ThrowCode::kStackUnderflow, "stack underflow"},
    Message{ThrowCode::kReturnStackOverflow, "return stack overflow"},
    Message{ThrowCode::kReturnStackUnderflow, "return stack underflow"},
    Message{ThrowCode::kLoopsTooDeep, "do-loops nested too deeply"},
    Message{ThrowCode::kDictionaryOverflow, "dictionary overflow"},
    Message{ThrowCode::kInvalidAddress, "invalid memory address"},
    Message{ThrowCode::kDivisionByZero, "division by zero"},
    Message{ThrowCode::kResultOutOfRange, "result out of range"},
    Message{ThrowCode::kUndefinedWord, "undefined word"},
    Message{ThrowCode::kCompileOnly, "interpreting a compile-only word"},
    Message{ThrowCode::kZeroLengthName, "a name is missing"},
    Message{ThrowCode::kPicturedOverflow, "pictured numeric output overflow"},
    Message{ThrowCode::kStringOverflow, "parsed string overflow"},
    Message{ThrowCode::kNameTooLong, "definition name too long"},
    Message{ThrowCode::kControlMismatch, "control structure mismatch"},
    Message{ThrowCode::kInvalidArgument, "invalid numeric argument"},
    Message{ThrowCode::kReturnStackImbalance, "return stack imbalance"},
    Message{ThrowCode::kLoopParametersUnavailable, "loop parameters unavailable"},
    Message{ThrowCode::kUserInterrupt, "user interrupt"},
    Message{ThrowCode::kCompilerNesting, "compiler nesting"},
    Message{ThrowCode::kNotCreated, "not a word made by CREATE"},
    Message{ThrowCode::kInvalidName, "invalid name argument"},
    Message{ThrowCode::kFileIo, "file input error"},
    Message{ThrowCode::kFileNotFound, "no such file"},
    Message{ThrowCode::kUnexpectedEndOfFile, "unexpected end of file"},
    Message{ThrowCode::kSearchOrderOverflow, "search-order overflow"},
    Message{ThrowCode::kSearchOrderUnderflow, "search-order underflow"},
    Message{ThrowCode::kControlStackOverflow, "control-flow stack overflow"},
    Message{ThrowCode::kExceptionStackOverflow, "exception stack overflow"},
    Message{ThrowCode::kInputNesting, "input sources nested too deeply"},
};

}  // namespace

std::string_view ThrowMessage(Cell code) {
  for (const Message& message : kMessages) {
    if (static_cast<Cell>(message.code) == code) {
      return message.text;
    }
  }
  return {};
}

}  // namespace starkernel::forthvm
