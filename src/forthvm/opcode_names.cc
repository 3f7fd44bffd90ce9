#include "src/forthvm/opcode_names.h"

#include <array>
#include <cstddef>
#include <string_view>

#include "src/forthvm/instruction.h"

namespace starkernel::forthvm {
namespace {

constexpr std::size_t kCount = static_cast<std::size_t>(Opcode::kFirstPrimitive);

constexpr std::array<std::string_view, kCount> Names() {
  std::array<std::string_view, kCount> names{};
  const auto name = [&names](Opcode opcode, std::string_view text) {
    names[static_cast<std::size_t>(opcode)] = text;
  };
  name(Opcode::kLiteral, "a literal");
  name(Opcode::kWideLiteral, "a literal");
  name(Opcode::kExit, "EXIT");
  name(Opcode::kDoes, "DOES>");
  name(Opcode::kBranch, "a branch");
  name(Opcode::kBranchIfZero, "a conditional branch");
  name(Opcode::kDo, "DO");
  name(Opcode::kQuestionDo, "?DO");
  name(Opcode::kLoop, "LOOP");
  name(Opcode::kPlusLoop, "+LOOP");
  name(Opcode::kLeave, "LEAVE");
  name(Opcode::kOf, "OF");
  name(Opcode::kDrop, "ENDCASE");
  name(Opcode::kTypeString, ".\"");
  name(Opcode::kCountedString, "C\"");
  name(Opcode::kAbortString, "ABORT\"");
  name(Opcode::kInterpretToken, "INTERPRET");
  name(Opcode::kTerminalRefill, "QUIT");
  name(Opcode::kFileRefill, "INCLUDED");
  name(Opcode::kOpenString, "EVALUATE");
  name(Opcode::kOpenFile, "INCLUDED");
  name(Opcode::kOpenFileNumber, "INCLUDE-FILE");
  name(Opcode::kBranchIfIncluded, "REQUIRED");
  name(Opcode::kOpenBlock, "LOAD");
  name(Opcode::kThruBegin, "THRU");
  name(Opcode::kEditBegin, "EDIT");
  name(Opcode::kEditKey, "EDIT");
  name(Opcode::kOpenStartup, "start-up");
  name(Opcode::kCloseSource, "end of input");
  name(Opcode::kReadyPrompt, "start-up");
  name(Opcode::kLinePrompt, "QUIT");
  name(Opcode::kQuitReset, "QUIT");
  name(Opcode::kCatchBegin, "CATCH");
  name(Opcode::kCatchEnd, "CATCH");
  name(Opcode::kMakeLocals, "{:");
  name(Opcode::kLocalFetch, "a local");
  name(Opcode::kLocalStore, "TO");
  name(Opcode::kTraverseBegin, "TRAVERSE-WORDLIST");
  name(Opcode::kTraverseNext, "TRAVERSE-WORDLIST");
  name(Opcode::kTraverseTest, "TRAVERSE-WORDLIST");
  name(Opcode::kAcceptBegin, "ACCEPT");
  name(Opcode::kAcceptKey, "ACCEPT");
  name(Opcode::kBreak, "user interrupt");
  return names;
}

constexpr std::array<std::string_view, kCount> kNames = Names();

}  // namespace

std::string_view OpcodeName(Instruction instruction) {
  return instruction.opcode < kCount ? kNames[instruction.opcode] : std::string_view();
}

}  // namespace starkernel::forthvm
