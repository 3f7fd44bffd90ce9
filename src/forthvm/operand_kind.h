#pragma once

#include <cstdint>

#include "src/forthvm/instruction.h"

namespace starkernel::forthvm {

/// What an instruction's operand is.
enum class OperandKind : std::uint8_t {
  kNone,
  kLiteral,
  kLowHalf,   ///< Of a literal whose high half is the next instruction's operand.
  kDistance,  ///< Of a branch or DOES>, or which locals.
  kExecutes,  ///< The word that the instruction executes.
  kWord,      ///< A word that the instruction does something with.
};

/// Which kind the operand of an instruction is; opcodes from Opcode::kFirstPrimitive on execute the
/// word that is their operand.
[[nodiscard]] constexpr OperandKind OperandKindOf(Opcode opcode) {
  switch (opcode) {
    case Opcode::kLiteral: return OperandKind::kLiteral;
    case Opcode::kWideLiteral: return OperandKind::kLowHalf;
    case Opcode::kCall:
    case Opcode::kCreated:
    case Opcode::kConstant:
    case Opcode::kValue:
    case Opcode::kDoubleConstant:
    case Opcode::kDoubleValue:
    case Opcode::kDeferred:
    case Opcode::kMarker:
    case Opcode::kVocabulary: return OperandKind::kExecutes;
    case Opcode::kStoreValue:
    case Opcode::kStoreDeferred:
    case Opcode::kStoreDouble:
    case Opcode::kActionOf:
    case Opcode::kCompile: return OperandKind::kWord;
    case Opcode::kDoes:
    case Opcode::kBranch:
    case Opcode::kBranchIfZero:
    case Opcode::kQuestionDo:
    case Opcode::kLoop:
    case Opcode::kPlusLoop:
    case Opcode::kLeave:
    case Opcode::kOf:
    case Opcode::kInterpretToken:
    case Opcode::kFileRefill:
    case Opcode::kBranchIfIncluded:
    case Opcode::kThruBegin:
    case Opcode::kEditKey:
    case Opcode::kOpenStartup:
    case Opcode::kTraverseNext:
    case Opcode::kTraverseTest:
    case Opcode::kMakeLocals:
    case Opcode::kLocalFetch:
    case Opcode::kLocalStore:
    case Opcode::kAcceptKey: return OperandKind::kDistance;
    case Opcode::kExit:
    case Opcode::kDo:
    case Opcode::kDrop:
    case Opcode::kTypeString:
    case Opcode::kCountedString:
    case Opcode::kAbortString:
    case Opcode::kTerminalRefill:
    case Opcode::kOpenString:
    case Opcode::kOpenFile:
    case Opcode::kOpenFileNumber:
    case Opcode::kOpenBlock:
    case Opcode::kEditBegin:
    case Opcode::kCloseSource:
    case Opcode::kReadyPrompt:
    case Opcode::kLinePrompt:
    case Opcode::kQuitReset:
    case Opcode::kCatchBegin:
    case Opcode::kCatchEnd:
    case Opcode::kTraverseBegin:
    case Opcode::kAcceptBegin:
    case Opcode::kBreak: return OperandKind::kNone;
    case Opcode::kFirstPrimitive: break;
  }
  return OperandKind::kExecutes;
}

}  // namespace starkernel::forthvm
