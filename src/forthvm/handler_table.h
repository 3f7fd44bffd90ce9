#pragma once

#include <array>
#include <cstddef>

#include "src/forthvm/branch_instructions.h"
#include "src/forthvm/call_instructions.h"
#include "src/forthvm/forget.h"
#include "src/forthvm/handler.h"
#include "src/forthvm/source_instructions.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/all_words.h"
#include "src/forthvm/words/block_source_words.h"
#include "src/forthvm/words/editor_words.h"
#include "src/forthvm/words/exception_words.h"
#include "src/forthvm/words/help_words.h"
#include "src/forthvm/words/local_words.h"
#include "src/forthvm/words/name_token_words.h"
#include "src/forthvm/words/search_order_words.h"

namespace starkernel::forthvm {

inline constexpr std::size_t kFirstPrimitive = static_cast<std::size_t>(Opcode::kFirstPrimitive);

[[nodiscard]] consteval std::size_t CountWords() {
  std::size_t count = 0;
  for (const WordModule& module : kWordModules) {
    count += module.words.size();
  }
  return count;
}

/// One handler for each opcode.
using HandlerTable = std::array<Handler, kFirstPrimitive + CountWords()>;

consteval void SetInstructionHandlers(HandlerTable& table) {
  namespace call = call_instructions;
  namespace branch = branch_instructions;
  namespace source = source_instructions;
  const auto set = [&table](Opcode opcode, Handler handler) {
    table[static_cast<std::size_t>(opcode)] = handler;
  };
  set(Opcode::kLiteral, Checked<0, 1, call::Literal>);
  set(Opcode::kWideLiteral, Checked<0, 1, call::WideLiteral>);
  set(Opcode::kCall, call::Enter);
  set(Opcode::kExit, call::Exit);
  set(Opcode::kCreated, Checked<0, 1, call::Created>);
  set(Opcode::kConstant, Checked<0, 1, call::Constant>);
  set(Opcode::kValue, Checked<0, 1, call::Constant>);
  set(Opcode::kDoubleConstant, Checked<0, 2, call::DoubleConstant>);
  set(Opcode::kDoubleValue, Checked<0, 2, call::DoubleConstant>);
  set(Opcode::kDeferred, call::Deferred);
  set(Opcode::kMarker, ReturnToMarker);
  set(Opcode::kVocabulary, search_order_words::UseVocabulary);
  set(Opcode::kStoreValue, Checked<1, 0, call::StoreValue>);
  set(Opcode::kStoreDeferred, Checked<1, 0, call::StoreValue>);
  set(Opcode::kStoreDouble, Checked<2, 0, call::StoreDouble>);
  set(Opcode::kActionOf, Checked<0, 1, call::Constant>);
  set(Opcode::kMakeLocals, local_words::MakeLocals);
  set(Opcode::kLocalFetch, Checked<0, 1, local_words::WithLocal<local_words::Fetch>>);
  set(Opcode::kLocalStore, Checked<1, 0, local_words::WithLocal<local_words::Store>>);
  set(Opcode::kCompile, call::Compile);
  set(Opcode::kDoes, call::Does);
  set(Opcode::kBranch, Checked<0, 0, branch::Branch>);
  set(Opcode::kBranchIfZero, Checked<1, 0, branch::BranchIfZero>);
  set(Opcode::kDo, Checked<2, 0, branch::Do>);
  set(Opcode::kQuestionDo, Checked<2, 0, branch::QuestionDo>);
  set(Opcode::kLoop, branch::InLoop<1, branch::Loop>);
  set(Opcode::kPlusLoop, Checked<1, 0, branch::InLoop<1, branch::PlusLoop>>);
  set(Opcode::kLeave, branch::InLoop<1, branch::Leave>);
  set(Opcode::kOf, Checked<2, 1, branch::Of>);
  set(Opcode::kDrop, Checked<1, 0, stack_words::Drop>);
  set(Opcode::kTypeString, Checked<2, 0, output_words::Type>);
  set(Opcode::kCountedString, Checked<2, 1, string_words::CountedAddress>);
  set(Opcode::kAbortString, Checked<3, 0, exception_words::AbortString>);
  set(Opcode::kInterpretToken, source::InterpretToken);
  set(Opcode::kTerminalRefill, source::TerminalRefill);
  set(Opcode::kFileRefill, source::FileRefill);
  set(Opcode::kOpenString, Checked<2, 0, source::OpenStringSource>);
  set(Opcode::kOpenFile, Checked<2, 0, source::OpenFileSource>);
  set(Opcode::kOpenFileNumber, Checked<1, 0, source::OpenFileNumber>);
  set(Opcode::kBranchIfIncluded, Checked<2, 0, source::BranchIfIncluded>);
  set(Opcode::kOpenBlock, Checked<1, 0, block_source_words::OpenBlockSource>);
  set(Opcode::kThruBegin, Checked<2, 0, block_source_words::ThruBegin>);
  set(Opcode::kEditBegin, Checked<1, 3, editor_words::EditBegin>);
  set(Opcode::kEditKey, Checked<3, 3, editor_words::EditKey>);
  set(Opcode::kOpenStartup, source::OpenStartup);
  set(Opcode::kCloseSource, source::Close);
  set(Opcode::kReadyPrompt, Checked<0, 0, source::ReadyPrompt>);
  set(Opcode::kLinePrompt, Checked<0, 0, source::LinePrompt>);
  set(Opcode::kQuitReset, Checked<0, 0, source::QuitReset>);
  set(Opcode::kCatchBegin, Checked<1, 0, exception_words::CatchBegin>);
  set(Opcode::kCatchEnd, Checked<0, 1, exception_words::CatchEnd>);
  set(Opcode::kTraverseBegin, Checked<2, 0, name_token_words::TraverseBegin>);
  set(Opcode::kTraverseNext, Checked<0, 1, name_token_words::TraverseNext>);
  set(Opcode::kTraverseTest, Checked<1, 0, name_token_words::TraverseTest>);
  set(Opcode::kAcceptBegin, Checked<2, 3, terminal_words::AcceptBegin>);
  set(Opcode::kAcceptKey, Checked<4, 1, terminal_words::AcceptKey>);
  set(Opcode::kBreak, exception_words::Break);
}

consteval HandlerTable BuildHandlerTable() {
  HandlerTable table{};
  SetInstructionHandlers(table);
  std::size_t opcode = kFirstPrimitive;
  for (const WordModule& module : kWordModules) {
    for (const Word& word : module.words) {
      table[opcode] = word.handler;
      ++opcode;
    }
  }
  return table;
}

inline constexpr HandlerTable kHandlers = BuildHandlerTable();

}  // namespace starkernel::forthvm
