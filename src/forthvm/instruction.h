#pragma once

#include <cstdint>

#include "src/forthvm/shortcut.h"

namespace starkernel::forthvm {

/// The operations that only compiled code contains. Primitive words have opcodes from
/// kFirstPrimitive on, in the order of the word tables.
enum class Opcode : std::uint16_t {
  kLiteral,           ///< Push the operand.
  kWideLiteral,       ///< Push 64 bits: low half here, high half in the next slot's operand.
  kCall,              ///< Call the colon definition whose word id is the operand.
  kExit,              ///< Return to the caller.
  kCreated,           ///< Push the data address of the word; call its DOES> part if it has one.
  kConstant,          ///< Push the value in the word's header.
  kValue,             ///< Push the value in the word's header, which TO changes.
  kDoubleConstant,    ///< Push both values in the word's header.
  kDeferred,          ///< Execute the word whose id is the value in the word's header.
  kDoubleValue,       ///< Push both values in the word's header, which TO changes.
  kMarker,            ///< Forget the word and all newer ones.
  kVocabulary,        ///< Search the wordlist that the word stands for first.
  kStoreValue,        ///< Pop into the value of the word's header.
  kStoreDeferred,     ///< Pop an execution token into the word's header.
  kStoreDouble,       ///< Pop into both values of the word's header.
  kActionOf,          ///< Push the value in the word's header.
  kMakeLocals,        ///< Make locals: low half of the operand from the stack, high half zero.
  kLocalFetch,        ///< Push the local with the operand's number.
  kLocalStore,        ///< Pop into the local with the operand's number.
  kCompile,           ///< Append the word to the definition being compiled.
  kDoes,              ///< Give the latest word the operand's number of next instructions, return.
  kBranch,            ///< Go on at the operand, counted from the next instruction.
  kBranchIfZero,      ///< IF, WHILE, UNTIL: pop, branch if zero.
  kDo,                ///< Start a counted loop.
  kQuestionDo,        ///< Start a counted loop, or branch if it has no rounds.
  kLoop,              ///< Step by one, branch back unless done.
  kPlusLoop,          ///< Pop a step, branch back unless the limit was crossed.
  kLeave,             ///< Drop the loop and branch.
  kOf,                ///< Branch unless the two top items are equal.
  kDrop,              ///< ENDCASE: drop the selector.
  kTypeString,        ///< ." : type the string on the stack.
  kCountedString,     ///< C" : drop the length, leaving the address of the counted string.
  kAbortString,       ///< ABORT" : pop flag and string, throw if the flag is true.
  kInterpretToken,    ///< Take one token from the input source; branch if there is none.
  kTerminalRefill,    ///< Read a line from the terminal; waits.
  kFileRefill,        ///< Read the next line of the file; branch if there is none.
  kOpenString,        ///< Make the string on the stack the input source.
  kOpenFile,          ///< Make the file named on the stack the input source.
  kOpenFileNumber,    ///< Make the open file on the stack the input source.
  kBranchIfIncluded,  ///< Drop the file's name and branch if it was interpreted before.
  kOpenBlock,         ///< Make the block on the stack the input source.
  kThruBegin,         ///< Start a loop over the blocks on the stack, or branch if there are none.
  kEditBegin,         ///< Show the block for EDIT, push the cursor.
  kEditKey,           ///< Take one key for EDIT; branch when it has ended.
  kOpenStartup,       ///< Make the next startup file the input source; branch if none is left.
  kCloseSource,       ///< Go back to the previous input source.
  kReadyPrompt,       ///< Say that the terminal is listened to from now on.
  kLinePrompt,        ///< Say that a line is done.
  kQuitReset,         ///< Empty everything but the data stack, for QUIT.
  kCatchBegin,        ///< Push an exception frame, execute the token on the stack.
  kCatchEnd,          ///< Drop the exception frame, push zero.
  kTraverseBegin,     ///< Park token, wordlist and place for TRAVERSE-WORDLIST.
  kTraverseNext,      ///< Execute the token for the next name; branch if there is none.
  kTraverseTest,      ///< Pop a flag, branch back if it is true.
  kAcceptBegin,       ///< Check the buffer for ACCEPT, push the count of no characters.
  kAcceptKey,         ///< Take one key for ACCEPT; branch when the line has ended.
  kBreak,             ///< Throw the user interrupt.
  kFirstPrimitive,
};

/// What a literal was written as, where that is not a number: execution is the same, SEE shows it.
enum class LiteralNote : std::uint16_t {
  kNumber,
  kString,     ///< The address of a string; its length is the next literal.
  kToken,      ///< The token of the word that was named.
  kCharacter,  ///< The code of the character that was written.
};

/// One step of compiled code. Made by the compiler alone and never writable by guest code;
/// operands are word ids, literals, or distances, so code is position-independent.
struct Instruction {
  std::uint16_t opcode = 0;
  /// A LiteralNote if it pushes a literal, and in finished code the shortcut in the upper half. Of
  /// a word that is done in several steps, and done again, how far it is.
  std::uint16_t note = 0;
  std::int32_t operand = 0;
};
static_assert(sizeof(Instruction) == 8);

/// Whether the instruction executes a word that its operand is the place of, for the first time if
/// it is done in several steps.
[[nodiscard]] constexpr bool ExecutesWord(Instruction instruction) {
  const auto at_least = [instruction](Opcode opcode) {
    return instruction.opcode >= static_cast<std::uint16_t>(opcode);
  };
  const bool of_word = at_least(Opcode::kCreated) && !at_least(Opcode::kStoreValue);
  const bool calls = instruction.opcode == static_cast<std::uint16_t>(Opcode::kCall);
  return (calls || of_word || at_least(Opcode::kFirstPrimitive)) && instruction.note == 0;
}

[[nodiscard]] constexpr Instruction Make(Opcode opcode, std::int32_t operand = 0) {
  return {static_cast<std::uint16_t>(opcode), 0, operand};
}

[[nodiscard]] constexpr Instruction Make(Opcode opcode, std::int32_t operand, LiteralNote note) {
  return {static_cast<std::uint16_t>(opcode), static_cast<std::uint16_t>(note), operand};
}

[[nodiscard]] constexpr Shortcut ShortcutOf(Instruction in_code) {
  return static_cast<Shortcut>(in_code.note >> 8U);
}
[[nodiscard]] constexpr Instruction WithShortcut(Instruction in_code, Shortcut shortcut) {
  in_code.note =
      static_cast<std::uint16_t>((in_code.note & 0xffU) | (static_cast<unsigned>(shortcut) << 8U));
  return in_code;
}

[[nodiscard]] constexpr bool Is(Instruction instruction, Opcode opcode) {
  return instruction.opcode == static_cast<std::uint16_t>(opcode);
}

[[nodiscard]] constexpr bool Has(Instruction literal, LiteralNote note) {
  return literal.note == static_cast<std::uint16_t>(note);
}

}  // namespace starkernel::forthvm
